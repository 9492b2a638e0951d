/**
 * Which types a resource of the tables can have, or be passed as: only what functions do with those is of use to
 * importers. Interfaces of other packages than those of the tables are left out, for the time that they would take.
 */
import type { Effects } from '../effects/table.ts';
import { isStandardKey } from '../std/standard-paths.ts';
import { findMember } from '../types/members.ts';
import type { TypeTable } from '../types/type-table.ts';
import type { NamedType, Type } from '../types/type.ts';
import { dereferenced } from '../types/type.ts';

/** The standard library is the same for every package that is not of it. */
const standardAnswers = new WeakMap<Effects, Map<string, boolean>>();

function answersOfStandard(effects: Effects): Map<string, boolean> {
  const known = standardAnswers.get(effects) ?? new Map<string, boolean>();
  standardAnswers.set(effects, known);
  return known;
}

export class ResourceTypes {
  private readonly table: TypeTable;
  private readonly effects: Effects;
  private readonly ownPath: string;
  /** Names of methods that release something, and of fields that carry an obligation. */
  private readonly names: ReadonlySet<string>;
  private readonly known = new Map<string, boolean>();
  private readonly knownOfStandard: Map<string, boolean>;

  /** `ownPath`: of the package itself, of whose types the tables tell what there is to tell. */
  constructor(table: TypeTable, effects: Effects, ownPath: string) {
    this.table = table;
    this.effects = effects;
    this.ownPath = ownPath;
    this.knownOfStandard = answersOfStandard(effects);
    const kinds = [...effects.resources.values()];
    this.names = new Set(kinds.flatMap(({ releases, field }) => (field === undefined ? releases : [field])));
  }

  has(type: Type): boolean {
    const target = this.table.unaliased(dereferenced(this.table.unaliased(type)));
    if (target.kind !== 'named') return this.hasUnnamed(target);
    const key = `${target.path}.${target.name}`;
    const known = target.path !== this.ownPath && isStandardKey(key) ? this.knownOfStandard : this.known;
    let answer = known.get(key);
    if (answer === undefined) known.set(key, (answer = this.hasNamed(target)));
    return answer;
  }

  /** Whether it has such a type, or may hide one: a type without source, or an interface or function type of the package. */
  mayHave(type: Type): boolean {
    const target = this.table.unaliased(dereferenced(this.table.unaliased(type)));
    if (target.kind !== 'named' || target.path !== this.ownPath) {
      return this.has(type) || (target.kind === 'named' && this.effects.knows(target.path));
    }
    const { kind } = this.table.underlying(target);
    return kind === 'interface' || kind === 'func';
  }

  private hasNamed(type: NamedType): boolean {
    if (type.path === 'io') return true;
    return type.path !== this.ownPath && this.effects.knows(type.path) && this.hasReleasingMember(type);
  }

  /** Channels, and functions such as `cancel`. */
  private hasUnnamed(type: Type): boolean {
    return type.kind === 'chan' || (type.kind === 'func' && type.parameters.length + type.results.length === 0);
  }

  private hasReleasingMember(type: Type): boolean {
    if (this.table.underlying(type).kind === 'func') return true;
    for (const name of this.names) if (name !== '' && findMember(this.table, type, name) !== undefined) return true;
    return false;
  }
}
