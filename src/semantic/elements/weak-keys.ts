/**
 * Maps from weak pointers whose values refer to the objects that the pointers are to keep no hold of.
 */
import { Field } from '../../syntax/kinds.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { holdingIn } from '../references/references.ts';

export interface StrongValue {
  readonly value: Place;
  /** `weak.Make(p)` */
  readonly key: Place;
  readonly map: Place;
  /** Whether it is the very pointer, and not something that holds it. */
  readonly isItself: boolean;
}

/** `m[weak.Make(p)] = v` and `m.Store(weak.Make(p), v)` of a sync.Map, where v holds p. */
export function strongValues(pkg: Package): StrongValue[] {
  return [...pkg.callsTo('weak.Make')].flatMap(({ place, args }) => {
    const [object] = args;
    if (object === undefined) return [];
    return keysFrom(pkg, place).flatMap(key => {
      const entry = entryOf(pkg, key);
      const holding = entry === undefined ? undefined : holdingIn(pkg, entry.value, object);
      return entry === undefined || holding === undefined
        ? []
        : [{ ...entry, key: place, isItself: holding.kind === 'itself' }];
    });
  });
}

/** The call itself and uses of the variable that holds nothing else. */
function keysFrom(pkg: Package, make: Place): Place[] {
  const { kind, target } = pkg.useOf(make);
  const symbol = kind === 'alias' && target !== undefined ? pkg.symbolAt({ file: make.file, node: target }) : undefined;
  return [make, ...(symbol?.role === 'local' && pkg.soleValue(symbol) !== undefined ? symbol.uses : [])];
}

function entryOf(pkg: Package, key: Place): { value: Place; map: Place } | undefined {
  const { kind, node, index } = pkg.useOf(key);
  const tree = pkg.tree(key.file);
  const at = { file: key.file, node };
  if (kind === 'index') {
    const value = pkg.useOf(at).kind === 'assigned' ? pkg.valueAssignedAt(at) : undefined;
    const map = { file: key.file, node: tree.childByField(node, Field.Operand) };
    return value === undefined || value === 'none' ? undefined : { value, map };
  }
  if (kind !== 'argument' || index !== 0) return undefined;
  const { key: callee, args, receiver } = pkg.callAt(at);
  const [, value] = args;
  const isStore = callee === 'sync.(*Map).Store' || callee === 'sync.(*Map).LoadOrStore';
  return isStore && value !== undefined && receiver !== undefined ? { value, map: receiver } : undefined;
}
