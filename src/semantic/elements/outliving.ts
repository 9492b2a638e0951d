/**
 * Objects that live long by fact: what package-level variables lead to, what has an end of its own and goroutines
 * that run its methods or share it under a lock, and, if asked for, whatever is shared under a lock.
 *
 * Only types of the package are known, by what its struct types have in their fields. Interfaces lead nowhere. Whatever
 * is stepped through, an iterator, or read from, a decoder, is not taken to live long, even if it is in the graph; nor
 * is what is in a map from which the package deletes, or in a struct that is replaced as a whole.
 */
import { hasEndingMethod } from '../lifetime/ending-methods.ts';
import { methodsOf } from '../names/methods.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { TypeTable } from '../types/type-table.ts';
import type { NamedType, StructField, Type } from '../types/type.ts';
import { dereferenced, isNamed, named } from '../types/type.ts';
import { capturedVariables } from '../references/captures.ts';
import { rootOf } from '../references/identity.ts';
import { outlivesItsMaker } from './made-objects.ts';
import type { SliceHome } from './slice-home.ts';

/** Whether the object of `x.f` is a variable of the function itself, as in a constructor. */
export function containerOf(pkg: Package, { file, node }: Place): 'local' | 'other' {
  const root = rootOf(pkg, { file, node });
  if (root?.role !== 'local') return 'other';
  const value = pkg.soleValue(root);
  if (value === undefined) return pkg.underlyingOf({ file, node }).kind === 'unknown' ? 'other' : localZero(pkg, root);
  return pkg.origins(value).every(({ kind }) => kind === 'literal' || kind === 'made') ? 'local' : 'other';
}

/** `var x T` */
function localZero(pkg: Package, symbol: { readonly declaration: Place | undefined }): 'local' | 'other' {
  const { declaration } = symbol;
  return declaration !== undefined && pkg.valueAssignedAt(declaration) === 'none' ? 'local' : 'other';
}

export class LongLivedTypes {
  private readonly pkg: Package;
  private readonly locks: 'suffice' | 'need an end';
  private known: ReadonlySet<string> | undefined;
  private knownLosing: ReadonlySet<string> | undefined;
  private knownReplaced: ReadonlySet<string> | undefined;

  /**
   * @param locks whether a lock tells of a long life by itself, since what goroutines share outlives each of them, or
   * only in types that have an end.
   */
  constructor(pkg: Package, locks: 'suffice' | 'need an end' = 'need an end') {
    this.pkg = pkg;
    this.locks = locks;
  }

  /** Whether the slice belongs to an object that lives long, or to a package-level variable. */
  own(home: SliceHome): boolean {
    switch (home.kind) {
      case 'global':
        return true;
      case 'field':
        return this.has(ownerOf(home.key));
      case 'pointer':
        return home.type !== undefined && this.has(home.type.name);
      case 'map':
        return false;
    }
  }

  private has(name: string): boolean {
    this.known ??= this.collect();
    return this.known.has(name) && !this.isStepped(name) && !(this.knownReplaced ??= this.replaced()).has(name);
  }

  private isStepped(name: string): boolean {
    const { functions, path } = this.pkg;
    return methodsOf(functions, path, name).some(fn => STEPS.has(fn.name));
  }

  private collect(): Set<string> {
    const found = new Set<string>();
    for (const type of this.roots()) this.add(found, type, 0);
    return found;
  }

  private roots(): Type[] {
    const { pkg } = this;
    const lost = new Set(
      pkg.callsNamed('delete').map(({ args: [map] }) => (map === undefined ? undefined : pkg.symbolAt(map))),
    );
    const globals = pkg.variables.filter(symbol => !lost.has(symbol)).map(symbol => pkg.typeOfSymbol(symbol));
    const busy = pkg.goroutines.flatMap(({ starter, entry }) => [
      ...receiverTypes(pkg, starter),
      ...receiverTypes(pkg, entry),
      ...capturedTypes(pkg, entry),
    ]);
    const hasEnd = ({ path, name }: NamedType): boolean => hasEndingMethod(pkg.functions, path, name);
    const shared = this.locked().filter(
      type => hasEnd(type) || (this.locks === 'suffice' && outlivesItsMaker(pkg, type)),
    );
    return [...globals, ...busy.filter(hasEnd), ...shared];
  }

  /** Types whose objects several goroutines share. */
  private locked(): NamedType[] {
    const { path, types, typeNames } = this.pkg;
    return typeNames
      .map(name => named(path, name))
      .filter(type => {
        const struct = types.underlying(type);
        return struct.kind === 'struct' && struct.fields.some(field => isLock(field.type));
      });
  }

  /** Whether the field is a map from which entries are deleted: what is in it comes and goes. */
  private losesEntries(key: string): boolean {
    this.knownLosing ??= new Set(
      this.pkg.callsNamed('delete').flatMap(({ args: [map] }) => {
        const cell = map === undefined ? undefined : this.pkg.fields.at(map);
        return cell === undefined ? [] : [cell.key];
      }),
    );
    return this.knownLosing.has(key);
  }

  /** Types of structs that fields hold, and that give way to others as a whole: what was in them is gone then. */
  private replaced(): Set<string> {
    const { fields, path, typeNames, types } = this.pkg;
    const found = new Set<string>();
    for (const name of typeNames) {
      for (const { name: field, type } of structFields(types, named(path, name))) {
        if (structFields(types, type).length === 0) continue;
        const { selectors } = fields.byKey(`${path}.${name}.${field}`);
        if (selectors.some(at => this.pkg.useOf(at).kind === 'assigned')) this.addHeld(found, type);
      }
    }
    return found;
  }

  /** A type and those of the structs within it. */
  private addHeld(found: Set<string>, type: Type): void {
    const inner = this.pkg.types.unaliased(type);
    if (inner.kind === 'named') {
      if (inner.path !== this.pkg.path || found.has(inner.name)) return;
      found.add(inner.name);
    }
    for (const field of structFields(this.pkg.types, inner)) this.addHeld(found, field.type);
  }

  private add(found: Set<string>, type: Type, depth: number): void {
    const inner = dereferenced(this.pkg.types.unaliased(type));
    if (inner.kind === 'named') {
      if (inner.path !== this.pkg.path || found.has(inner.name) || this.isStepped(inner.name)) return;
      found.add(inner.name);
    }
    const underlying = this.pkg.types.underlying(inner);
    if (depth > MAX_DEPTH) return;
    switch (underlying.kind) {
      case 'struct':
        for (const field of underlying.fields) {
          const key = inner.kind === 'named' ? `${inner.path}.${inner.name}.${field.name}` : '';
          if (!this.losesEntries(key)) this.add(found, field.type, depth + 1);
        }
        return;
      case 'map':
      case 'slice':
      case 'array':
        this.add(found, underlying.element, depth + 1);
        return;
      default:
    }
  }
}

function structFields(types: TypeTable, type: Type): readonly StructField[] {
  const struct = types.underlying(type);
  return struct.kind === 'struct' ? struct.fields : [];
}

const isLock = (type: Type): boolean => isNamed(type, 'sync', 'Mutex') || isNamed(type, 'sync', 'RWMutex');

/** Fields of fields deeper than this are not looked at. */
const MAX_DEPTH = 12;

/** Methods with which a caller goes through something once. */
const STEPS: ReadonlySet<string> = new Set(['Next', 'GetNext', 'Seek', 'Decode', 'Scan', 'Token', 'Visit', 'Walk']);

const ownerOf = (key: string): string => {
  const type = key.slice(0, key.lastIndexOf('.'));
  return type.slice(type.lastIndexOf('.') + 1);
};

/** The type whose method a function is, or in whose method a literal stands. */
function receiverTypes(pkg: Package, fn: GoFunction | undefined): NamedType[] {
  let outer = fn;
  while (outer?.kind === 'literal') outer = outer.parent;
  return outer?.receiver === undefined ? [] : namedTypeOf(pkg, outer.receiver);
}

function capturedTypes(pkg: Package, fn: GoFunction | undefined): NamedType[] {
  if (fn?.kind !== 'literal') return [];
  return [...capturedVariables(pkg, fn.place).keys()].flatMap(symbol => namedTypeOf(pkg, symbol));
}

function namedTypeOf(pkg: Package, symbol: GoSymbol): NamedType[] {
  const type = pkg.types.unaliased(dereferenced(pkg.typeOfSymbol(symbol)));
  return type.kind === 'named' ? [type] : [];
}
