/**
 * The calls of `sync.Pool.Put` of a package, and the buffers that go back to a pool however large they have grown.
 */
import type { Call } from '../calls/call.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { dereferenced, isNamed } from '../types/type.ts';

export interface PooledValue {
  readonly put: Call;
  readonly value: Place;
}

export interface OversizedBuffer extends PooledValue {
  /** Where content of any size is written to it. */
  readonly growth: Place;
}

/** The variable or field that a pool is at home in; of a field, whatever the instance. */
export type Pool = GoSymbol | string;

/** The pool of a call of Get or Put. */
export function poolOf(pkg: Package, { receiver }: Call): Pool | undefined {
  if (receiver === undefined) return undefined;
  return pkg.fields.at(receiver)?.key ?? pkg.symbolAt(receiver);
}

export function pooledValues(pkg: Package): PooledValue[] {
  return [...pkg.callsTo('sync.(*Pool).Put')].flatMap(put => {
    const [value] = put.args;
    return value === undefined ? [] : [{ put, value }];
  });
}

/** Buffers, `*bytes.Buffer`, that are filled by content of any size and put back without a look at how large they are. */
export function oversizedBuffers(pkg: Package): OversizedBuffer[] {
  return pooledValues(pkg).flatMap(({ put, value }) => {
    if (!isNamed(dereferenced(pkg.typeOf(value)), 'bytes', 'Buffer')) return [];
    const names = namesOf(pkg, value);
    if (names === undefined || names.some(name => isMeasured(pkg, name))) return [];
    const growth = names.flatMap(name => name.uses).find(at => isFilled(pkg, at));
    return growth === undefined ? [] : [{ put, value, growth }];
  });
}

/** The variable that is put and, of a parameter, those that callers in the package pass for it. */
function namesOf(pkg: Package, value: Place): GoSymbol[] | undefined {
  const symbol = pkg.symbolAt(value);
  if (symbol?.kind !== 'variable') return undefined;
  if (symbol.role === 'local') return [symbol];
  if (symbol.role !== 'parameter' || symbol.owner === undefined) return undefined;
  const index = symbol.owner.parameters.indexOf(symbol);
  const passed = (pkg.callersOf(symbol.owner) ?? []).map(({ args }) => args[index]);
  const variables = passed.map(at => (at === undefined ? undefined : pkg.symbolAt(at)));
  return [symbol, ...variables.filter(each => each?.role === 'local')] as GoSymbol[];
}

/** `b.Cap() > max`, or another look at the size that decides something. */
function isMeasured(pkg: Package, symbol: GoSymbol): boolean {
  return symbol.uses.some(at => {
    const { kind, name = '', node } = pkg.useOf(at);
    if (kind !== 'method' || !MEASURES.has(name)) return false;
    return pkg.useOf({ file: at.file, node }).kind !== 'argument';
  });
}

const MEASURES: ReadonlySet<string> = new Set(['Cap', 'Len', 'Available']);

/** `b.ReadFrom(r)`, `b.Write(p)`, `json.NewEncoder(b)`, `io.Copy(b, r)`; not what is written as a constant or a number. */
function isFilled(pkg: Package, at: Place): boolean {
  const { kind, name = '', node, index } = pkg.useOf(at);
  const call = { file: at.file, node };
  if (kind === 'method') {
    const [content] = pkg.callAt(call).args;
    if (name === 'ReadFrom') return true;
    return (name === 'Write' || name === 'WriteString') && content !== undefined && hasAnySize(pkg, content);
  }
  return kind === 'argument' && index === 0 && FILLERS.has(pkg.callAt(call).key);
}

const FILLERS: ReadonlySet<string> = new Set([
  'io.Copy',
  'encoding/json.NewEncoder',
  'encoding/gob.NewEncoder',
  'encoding/xml.NewEncoder',
]);

/** What a caller gives: a parameter as it came. */
function hasAnySize(pkg: Package, content: Place): boolean {
  return pkg.origins(content).some(({ kind }) => kind === 'parameter');
}
