/**
 * What the package does with a map (or a sync.Map) that a package-level variable or an unexported field holds: where
 * entries are added, where they are removed, and whether anything looks at how many there are.
 *
 * Fields are told by their type, whatever the instance. A local variable that only ever holds the map is another name
 * for it.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { Type } from '../types/type.ts';
import { isNamed } from '../types/type.ts';
import type { Use } from '../value-flow/use.ts';
import { lastingContainers, mentionsOfHome, nameOfHome } from './lasting-containers.ts';
import { containerOf } from './outliving.ts';

/** An entry that is added, or given a new value: the node, and the key that tells it from others. */
export interface Insertion {
  readonly at: Place;
  readonly key: Place;
}

export interface MapHistory {
  /** Of the variable or field. */
  readonly name: string;
  readonly insertions: readonly Insertion[];
  /** Single entries that are removed, with their keys. */
  readonly deletions: readonly Insertion[];
  /** Where all entries go: the map is cleared, or another takes its place. */
  readonly resets: readonly Place[];
  /** Whether something asks how many entries there are, or may change them unseen. */
  readonly isBounded: boolean;
}

const INSERTING = ['Store', 'LoadOrStore', 'Swap', 'CompareAndSwap'];
const DELETING = ['Delete', 'LoadAndDelete', 'CompareAndDelete'];
const READING = ['Load', 'Range'];

/** The maps of long life that the package sees all of. */
export function lastingMaps(pkg: Package): MapHistory[] {
  return lastingContainers(pkg, type => isMap(pkg, type)).map(home =>
    new HistoryWriter(pkg, nameOfHome(home)).read(mentionsOfHome(home)),
  );
}

function isMap(pkg: Package, type: Type): boolean {
  return pkg.types.underlying(type).kind === 'map' || isNamed(type, 'sync', 'Map');
}

class HistoryWriter implements MapHistory {
  readonly insertions: Insertion[] = [];
  readonly deletions: Insertion[] = [];
  readonly resets: Place[] = [];
  isBounded = false;
  readonly name: string;
  private readonly pkg: Package;
  private readonly names = new Set<GoSymbol>();

  constructor(pkg: Package, name: string) {
    this.pkg = pkg;
    this.name = name;
  }

  read(mentions: readonly Place[]): this {
    for (const at of mentions) this.visit(this.pkg.useOf(at));
    return this;
  }

  private visit(use: Use): void {
    const { at } = use;
    const next = { file: at.file, node: use.node };
    switch (use.kind) {
      case 'indexed':
        this.entry(next);
        return;
      case 'builtin':
        this.builtin(use);
        return;
      case 'method':
        this.method(use);
        return;
      case 'assigned':
        if (!this.isFirstValue(at)) this.resets.push(at);
        return;
      case 'alias':
        this.alias(use);
        return;
      case 'ranged':
      case 'operand':
      case 'condition':
      case 'discarded':
        return;
      case 'argument':
        if (this.pkg.callAt(next).effect.borrows !== true) this.isBounded = true;
        return;
      default:
        this.isBounded = true;
    }
  }

  /** `m[k]`, read or assigned. */
  private entry(element: Place): void {
    const { kind } = this.pkg.useOf(element);
    const key = { file: element.file, node: this.pkg.tree(element.file).childByField(element.node, Field.Index) };
    if (kind === 'assigned') this.insertions.push({ at: element, key });
  }

  private builtin({ at, name, node }: Use): void {
    const call = { file: at.file, node };
    const [, key] = this.pkg.callAt(call).args;
    if (name === 'delete' && key !== undefined) this.deletions.push({ at: call, key });
    else if (name === 'clear') this.resets.push(call);
    else this.isBounded = true;
  }

  private method({ at, name = '', node }: Use): void {
    const call = { file: at.file, node };
    const [key] = this.pkg.callAt(call).args;
    if (INSERTING.includes(name) && key !== undefined) this.insertions.push({ at: call, key });
    else if (DELETING.includes(name) && key !== undefined) this.deletions.push({ at: call, key });
    else if (name === 'Clear') this.resets.push(call);
    else if (!READING.includes(name)) this.isBounded = true;
  }

  private alias({ at, target }: Use): void {
    const symbol = target === undefined ? undefined : this.pkg.symbolAt({ file: at.file, node: target });
    if (symbol?.role !== 'local' || this.pkg.soleValue(symbol) === undefined) {
      this.isBounded = true;
    } else if (!this.names.has(symbol)) {
      this.names.add(symbol);
      this.read(symbol.uses);
    }
  }

  /** In a constructor, or where the map is nil until then. */
  private isFirstValue(at: Place): boolean {
    const tree = this.pkg.tree(at.file);
    if (tree.kindOf(at.node) === Kind.SelectorExpression) {
      const object = { file: at.file, node: tree.childByField(at.node, Field.Operand) };
      if (containerOf(this.pkg, object) === 'local') return true;
    }
    const fn = this.pkg.functionAround(at);
    if (fn === undefined || this.pkg.lifetimes.isProcessLifetime(fn)) return true;
    const branch = tree.ancestorOfKind(at.node, Kind.IfStatement);
    const condition = branch === NO_NODE ? '' : tree.textOf(tree.childByField(branch, Field.Condition));
    return condition.includes(`${tree.textOf(at.node)} == nil`);
  }
}
