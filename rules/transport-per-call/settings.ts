/**
 * How long a transport keeps the connections that it does not use, by the fields that code sets.
 */
import type { Call, Package, Place } from '../../src/rule/package.ts';
import { Field, Kind, type NodeId } from '../../src/rule/syntax.ts';

/** `ever`: until the server closes them; else for a time, in the words of a message. */
export type IdleTime = { readonly kind: 'ever' } | { readonly kind: 'limited'; readonly words: string };

export const KEPT_FOR_EVER: IdleTime = { kind: 'ever' };

/** The IdleConnTimeout of http.DefaultTransport. */
const OF_DEFAULT: IdleTime = { kind: 'limited', words: 'for 90 seconds' };
const OF_OTHER: IdleTime = { kind: 'limited', words: 'until its IdleConnTimeout' };

/** In nanoseconds. */
const SECOND = 1_000_000_000;

/** How to dial; where none of them dials, the connection was made, and is closed, elsewhere. */
const DIALERS: readonly string[] = ['Dial', 'DialContext', 'DialTLS', 'DialTLSContext'];

/** Undefined if no idle connection is kept, or if that cannot be told. */
export function settingsOfLiteral(pkg: Package, { file, node }: Place): IdleTime | undefined {
  const tree = pkg.tree(file);
  const body = tree.childByField(node, Field.Body);
  let idle: IdleTime | undefined = KEPT_FOR_EVER;
  for (const element of tree.namedChildren(body)) {
    if (tree.kindOf(element) !== Kind.KeyedElement) return undefined;
    const name = tree.textOf(tree.childByField(element, Field.Key));
    const value = tree.firstNamedChild(tree.childByField(element, Field.Value));
    idle = withSetting(pkg, name, { file, node: value }, idle);
  }
  return idle;
}

/** What a clone has from its original. */
export function idleTimeOfClone(pkg: Package, { receiver }: Call): IdleTime {
  return receiver !== undefined && pkg.textOf(receiver).includes('http.DefaultTransport') ? OF_DEFAULT : OF_OTHER;
}

/** What an assignment to the field `name`, at its selector, makes of it. */
export function settingsIn(
  pkg: Package,
  selector: Place,
  name: string,
  idle: IdleTime | undefined,
): IdleTime | undefined {
  const value = pkg.valueAssignedAt(selector);
  return value === undefined || value === 'none' ? undefined : withSetting(pkg, name, value, idle);
}

function withSetting(pkg: Package, name: string, value: Place, idle: IdleTime | undefined): IdleTime | undefined {
  if (idle === undefined) return undefined;
  if (DIALERS.includes(name)) return dials(pkg, value) ? idle : undefined;
  const constant = pkg.constantOf(value);
  switch (name) {
    case 'DisableKeepAlives':
      return constant === false || pkg.textOf(value) === 'false' ? idle : undefined;
    case 'MaxIdleConnsPerHost':
      return typeof constant === 'number' && constant >= 0 ? idle : undefined;
    case 'IdleConnTimeout':
      return typeof constant === 'number' ? idleFor(constant) : OF_OTHER;
    default:
      return idle;
  }
}

function idleFor(duration: number): IdleTime {
  if (duration <= 0) return KEPT_FOR_EVER;
  const seconds = duration / SECOND;
  return { kind: 'limited', words: seconds === 1 ? 'for a second' : `for ${String(seconds)} seconds` };
}

/**
 * Whether a function makes connections that last: one that is not written here is taken to do so. A deadline ends them,
 * as it ends the wait for the next response.
 */
function dials(pkg: Package, { file, node }: Place): boolean {
  const tree = pkg.tree(file);
  if (tree.kindOf(node) !== Kind.FuncLiteral) return true;
  const names = [...tree.descendantsOfKind(node, Kind.CallExpression)].map(call => nameOfCalled(pkg, file, call));
  return names.some(name => /dial/i.test(name)) && !names.some(name => /^Set(?:Read)?Deadline$/.test(name));
}

function nameOfCalled(pkg: Package, file: number, call: NodeId): string {
  const tree = pkg.tree(file);
  const called = tree.childByField(call, Field.Function);
  return tree.textOf(tree.kindOf(called) === Kind.SelectorExpression ? tree.childByField(called, Field.Field) : called);
}
