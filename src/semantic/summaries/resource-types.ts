/**
 * Which types a resource of the tables can have, or be passed as: only what functions do with those is of use to
 * importers.
 */
import type { Effects } from '../effects/table.ts';
import { findMember } from '../types/members.ts';
import type { TypeTable } from '../types/type-table.ts';
import type { InterfaceType, NamedType, Type } from '../types/type.ts';
import { dereferenced } from '../types/type.ts';

export class ResourceTypes {
  private readonly table: TypeTable;
  private readonly effects: Effects;
  /** Names of methods that release something, and of fields that carry an obligation. */
  private readonly names: ReadonlySet<string>;
  private readonly known = new Map<string, boolean>();

  constructor(table: TypeTable, effects: Effects) {
    this.table = table;
    this.effects = effects;
    const kinds = [...effects.kinds];
    this.names = new Set(kinds.flatMap(({ releases, field }) => (field === undefined ? releases : [field])));
  }

  has(type: Type): boolean {
    const target = this.table.unaliased(dereferenced(this.table.unaliased(type)));
    if (target.kind !== 'named') return this.hasUnnamed(target);
    const key = `${target.path}.${target.name}`;
    let answer = this.known.get(key);
    if (answer === undefined) this.known.set(key, (answer = this.hasNamed(target)));
    return answer;
  }

  private hasNamed(type: NamedType): boolean {
    const underlying = this.table.underlying(type);
    if (underlying.kind === 'struct') return this.effects.knows(type.path) && this.hasReleasingMember(type);
    if (underlying.kind !== 'interface') return this.hasUnnamed(underlying);
    return type.path === 'io' || underlying.methods.length === 0 ? type.path !== '' : this.hasReleasingMember(type);
  }

  private hasUnnamed(type: Type): boolean {
    switch (type.kind) {
      case 'chan':
        return true;
      case 'func':
        // `cancel()`, `cancel(cause)`
        return type.parameters.length <= 1 && type.results.length === 0;
      case 'interface':
        return isEmpty(type) || this.hasReleasingMember(type);
      default:
        return false;
    }
  }

  private hasReleasingMember(type: Type): boolean {
    for (const name of this.names) if (name !== '' && findMember(this.table, type, name) !== undefined) return true;
    return false;
  }
}

const isEmpty = ({ methods, embedded, unions, comparable }: InterfaceType): boolean =>
  !comparable && methods.length + embedded.length + unions.length === 0;
