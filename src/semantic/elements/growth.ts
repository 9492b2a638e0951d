/**
 * Maps and slices of long life that only ever grow: code adds to them each time it runs, and no code of the package
 * takes anything out, starts anew, or looks at how much there is.
 *
 * What is added under a key that can take few values is bounded by itself: constants, enumerations, types.
 */
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { Type } from '../types/type.ts';
import { isNamed } from '../types/type.ts';
import type { Insertion, MapHistory } from './map-history.ts';
import { lastingMaps } from './map-history.ts';
import { lastingContainers, mentionsOfHome, nameOfHome } from './lasting-containers.ts';
import { removalsIn } from './removals.ts';
import { historyOf } from './slice-history.ts';

export interface GrowingMap {
  readonly map: MapHistory;
  /** The first addition by code that may run many times. */
  readonly insertion: Insertion;
}

/** A pair of maps that get entries under the same keys, only one of which loses them. */
export interface AsymmetricMaps extends GrowingMap {
  readonly other: MapHistory;
  /** Where the other one loses an entry. */
  readonly deletion: Place;
}

export interface GrowingSlice {
  readonly name: string;
  /** The first call of append that may run many times. */
  readonly addition: Place;
}

const known = new WeakMap<Package, ContainerGrowth>();

export class ContainerGrowth {
  private readonly pkg: Package;
  private knownMaps: readonly MapHistory[] | undefined;

  private constructor(pkg: Package) {
    this.pkg = pkg;
  }

  /** One for each package: several rules ask, and the histories take a while. */
  static of(pkg: Package): ContainerGrowth {
    let growth = known.get(pkg);
    if (growth === undefined) known.set(pkg, (growth = new ContainerGrowth(pkg)));
    return growth;
  }

  private get maps(): readonly MapHistory[] {
    return (this.knownMaps ??= lastingMaps(this.pkg));
  }

  growingMaps(): GrowingMap[] {
    return this.maps.flatMap(map => {
      if (map.isBounded || map.deletions.length > 0 || map.resets.length > 0) return [];
      const insertion = map.insertions.find(each => this.mayGoOn(each));
      return insertion === undefined ? [] : [{ map, insertion }];
    });
  }

  /** Maps that lose entries as well, and whose number of entries nothing looks at. */
  refilledMaps(): GrowingMap[] {
    return this.maps.flatMap(map => {
      if (map.isBounded || map.deletions.length + map.resets.length === 0) return [];
      const insertion = map.insertions.find(each => this.mayGoOn(each));
      return insertion === undefined ? [] : [{ map, insertion }];
    });
  }

  asymmetricMaps(): AsymmetricMaps[] {
    return this.growingMaps().flatMap(growing => {
      for (const other of this.maps) {
        const pair = this.insertedTogether(growing.map, other);
        const [deletion] = other.deletions;
        if (pair !== undefined && deletion !== undefined) {
          return [{ map: growing.map, insertion: pair, other, deletion: deletion.at }];
        }
      }
      return [];
    });
  }

  growingSlices(): GrowingSlice[] {
    const { pkg } = this;
    return lastingContainers(pkg, type => pkg.types.underlying(type).kind === 'slice').flatMap(home => {
      const { additions, zeroings, resets, unknown, parts } = historyOf(pkg, home);
      if (zeroings.length + resets.length + unknown.length + parts.length > 0) return [];
      if (this.removals.has(home.key) || mentionsOfHome(home).some(at => this.isMeasured(at))) return [];
      const addition = additions.find(at => this.mayRunAgain(at));
      return addition === undefined ? [] : [{ name: nameOfHome(home), addition }];
    });
  }

  private knownRemovals: ReadonlySet<string> | undefined;

  /** The homes of slices that code makes shorter. */
  private get removals(): ReadonlySet<string> {
    return (this.knownRemovals ??= new Set(removalsIn(this.pkg).map(({ home }) => home.key)));
  }

  /** `len(s)` in a comparison or a sum. */
  private isMeasured(at: Place): boolean {
    const { kind, name, node } = this.pkg.useOf(at);
    return kind === 'builtin' && name === 'len' && this.pkg.useOf({ file: at.file, node }).kind === 'operand';
  }

  private mayRunAgain(at: Place): boolean {
    const fn = this.functionOf(at);
    return fn !== undefined && !this.pkg.lifetimes.isProcessLifetime(fn);
  }

  /** The addition to the one map that has a twin in the other, under the same key and in the same function. */
  private insertedTogether(map: MapHistory, other: MapHistory): Insertion | undefined {
    if (map === other) return undefined;
    return map.insertions.find(({ at, key }) =>
      other.insertions.some(twin => this.isSameKey(key, twin.key) && this.functionOf(at) === this.functionOf(twin.at)),
    );
  }

  private isSameKey(one: Place, two: Place): boolean {
    const symbol = this.pkg.symbolAt(one);
    return symbol?.kind === 'variable' && symbol === this.pkg.symbolAt(two);
  }

  private functionOf(at: Place): GoFunction | undefined {
    return this.pkg.functionAround(at);
  }

  /** Whether the addition may happen again and again, each time under another key. */
  private mayGoOn({ at, key }: Insertion): boolean {
    if (!this.mayRunAgain(at) || this.pkg.constantOf(key) !== undefined) return false;
    return hasManyValues(this.pkg, this.pkg.typeOf(key));
  }
}

/** Whether a type of keys has more values than a program has names for. */
function hasManyValues(pkg: Package, type: Type): boolean {
  const unaliased = pkg.types.unaliased(type);
  if (isNamed(unaliased, 'reflect', 'Type') || isNamed(unaliased, 'reflect', 'Kind')) return false;
  const underlying = pkg.types.underlying(unaliased);
  if (underlying.kind !== 'basic') return underlying.kind !== 'unknown';
  if (underlying.name === 'bool' || underlying.name.endsWith('int8')) return false;
  // A named integer is an enumeration more often than not.
  return underlying.name === 'string' || unaliased.kind === 'basic';
}
