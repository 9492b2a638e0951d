/**
 * The names that Go predeclares.
 */
import type { GoSymbol, SymbolKind } from './symbol.ts';

const TYPES = [
  'any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8',
  'uint16 uint32 uint64 uintptr',
]
  .join(' ')
  .split(' ');
const BUILTINS =
  'append cap clear close complex copy delete imag len make max min new panic print println real recover'.split(' ');

function predeclared(kind: SymbolKind, name: string): [string, GoSymbol] {
  return [name, { kind, name, declaration: undefined, role: undefined, owner: undefined, path: '', uses: [] }];
}

export const UNIVERSE: ReadonlyMap<string, GoSymbol> = new Map([
  ...TYPES.map(name => predeclared('type', name)),
  ...BUILTINS.map(name => predeclared('builtin', name)),
  ...['true', 'false', 'iota'].map(name => predeclared('constant', name)),
  predeclared('nil', 'nil'),
]);
