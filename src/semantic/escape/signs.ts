/**
 * Signs by which the tracing of values takes a call to keep what it gets, or a value to stand for another. They can only
 * make a rule silent.
 */
import type { Call } from '../calls/call.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { Type } from '../types/type.ts';
import { calledName } from './method-name.ts';

const KEEPING =
  /^(?:add|append|register|set|push|put|store|insert|attach|track|enqueue|submit|schedule|subscribe|handle|reset|save|keep|watch|notify|go$)/i;

/** Whether the name of a method says that it keeps its arguments. */
export const isNamedAsKeeper = (pkg: Package, call: Call): boolean => KEEPING.test(calledName(pkg, call));

/** `log.SetOutput(file)`, `otel.SetTracerProvider(provider)`: an unseen package keeps the only argument. */
export function isNamedAsSetter(pkg: Package, call: Call): boolean {
  return call.args.length === 1 && call.target === undefined && /^Set[A-Z]/.test(calledName(pkg, call));
}

/** `l.Addr().String()`, `task.Pid()`: a name by which others find the thing, so that it has to stay. */
export function isNameOfThing(pkg: Package, at: Place): boolean {
  const call = pkg.callAt(at);
  return call.key === 'net.Addr.String' || /(?:ID|Id|Pid|Fd|Port|Addr|URL|Name|Path)$/.test(calledName(pkg, call));
}

/** `x.Subscribe(…)`, `x.Handle(func(…) {…})`: from then on x does something by itself. */
export function registersCallback(pkg: Package, call: Call): boolean {
  const name = calledName(pkg, call);
  return /subscribe/i.test(name) || (KEEPING.test(name) && call.args.some(at => pkg.underlyingOf(at).kind === 'func'));
}

export const isText = (type: Type): boolean => type.kind === 'basic' && type.name.endsWith('string');

/** Whether a value of the underlying type can share memory with, or name, other data: numbers cannot. */
export const isData = (type: Type): boolean => type.kind !== 'basic' || isText(type);

export const isError = (type: Type): boolean => type.kind === 'named' && type.path === '' && type.name === 'error';

export function isContext(pkg: Package, at: Place): boolean {
  const type = pkg.typeOf(at);
  return type.kind === 'named' && type.path === 'context' && type.name === 'Context';
}
