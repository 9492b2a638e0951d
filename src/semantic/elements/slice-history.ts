/**
 * What the package does with a slice at home somewhere: where elements are added, given the zero value, or all thrown
 * away with the array.
 *
 * Fields are told by their type, whatever the instance: what is cleared somewhere counts as cleared.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { Use } from '../value-flow/use.ts';
import { containerOf } from './outliving.ts';
import { rootOf } from '../references/identity.ts';
import { mayReferToOwner } from './own-memory.ts';
import type { SliceHome } from './slice-home.ts';
import { homeOf } from './slice-home.ts';
import { isZero } from './zero-values.ts';

export interface SliceHistory {
  /** Calls of append that add elements which come from elsewhere and are not the zero value. */
  readonly additions: readonly Place[];
  /** Elements that are given the zero value, and calls of clear. */
  readonly zeroings: readonly Place[];
  /** Assignments that put another array in the place of this one. */
  readonly resets: readonly Place[];
  /** Elements that are given the value of another, `s[i] = s[j]`. */
  readonly moves: readonly Place[];
  /** Elements whose methods are called or whose address is taken, and calls with the slice: these may clear. */
  readonly calls: readonly Place[];
  /** Calls of copy within the slice. */
  readonly shifts: readonly Place[];
  /** Parts of the slice that have a name of their own. */
  readonly parts: readonly Place[];
  /** Uses after which unseen code may have done either, and parts that others have and that must not be cleared. */
  readonly unknown: readonly Place[];
}

export function historyOf(pkg: Package, home: SliceHome): SliceHistory {
  const writer = new HistoryWriter(pkg, home);
  for (const at of mentionsOf(pkg, home)) writer.visit(at);
  return writer;
}

/** All expressions that denote the slice under its own name. */
function mentionsOf(pkg: Package, home: SliceHome): readonly Place[] {
  switch (home.kind) {
    case 'field':
      return home.cell.selectors;
    case 'global':
      return home.symbol.uses;
    case 'pointer':
      return pointedMentions(pkg, home);
    case 'map':
      return [...pkg.nodes(Kind.IndexExpression)].filter(at => homeOf(pkg, at)?.key === home.key);
  }
}

/** Of a heap, `*h` and h itself in all methods; of another pointer, in its function. */
function pointedMentions(pkg: Package, home: SliceHome & { kind: 'pointer' }): Place[] {
  const { type, symbol } = home;
  const receivers = pkg.functions.flatMap(({ receiver, key }) =>
    receiver !== undefined && (key.includes(`.(*${type?.name ?? ''}).`) || key.includes(`.${type?.name ?? ''}.`))
      ? [receiver]
      : [],
  );
  return (type === undefined ? [symbol] : receivers).flatMap(({ uses }) => uses).map(at => dereferenceOf(pkg, at));
}

/** `*h` around h; of a value receiver, the name itself. */
function dereferenceOf(pkg: Package, at: Place): Place {
  const use = pkg.useOf(at);
  return use.kind === 'dereferenced' ? { file: at.file, node: use.node } : at;
}

class HistoryWriter implements SliceHistory {
  readonly additions: Place[] = [];
  readonly zeroings: Place[] = [];
  readonly resets: Place[] = [];
  readonly unknown: Place[] = [];
  readonly moves: Place[] = [];
  readonly calls: Place[] = [];
  readonly shifts: Place[] = [];
  readonly parts: Place[] = [];
  private readonly pkg: Package;
  private readonly home: SliceHome;
  private readonly seen = new Set<string>();

  constructor(pkg: Package, home: SliceHome) {
    this.pkg = pkg;
    this.home = home;
  }

  /** @param isPart whether it is a part of the slice, which tells nothing of the slice when it is assigned. */
  visit(at: Place, isPart = false): void {
    const id = `${at.file}:${at.node}`;
    if (this.seen.has(id)) return;
    this.seen.add(id);
    const use = this.pkg.useOf(at);
    const next = { file: at.file, node: use.node };
    switch (use.kind) {
      case 'assigned':
        if (!isPart) this.assigned(at);
        return;
      case 'alias':
        this.aliased(use);
        return;
      case 'sliced':
        this.visit(next, true);
        return;
      case 'indexed':
        this.element(next);
        return;
      case 'builtin':
        this.builtin(use);
        return;
      case 'address':
        this.addressed(next);
        return;
      case 'ranged':
        this.ranged(use);
        return;
      case 'argument':
        if (this.pkg.callAt(next).effect.borrows !== true) (isPart ? this.unknown : this.calls).push(next);
        return;
      case 'returned':
      case 'sent':
      case 'literal':
        if (isPart) this.unknown.push(at);
        return;
      case 'stored':
        if (isPart && !this.isOwn(use)) this.unknown.push(at);
        return;
      default:
    }
  }

  /** `for _, e := range s { e.Reset() }` */
  private ranged({ at, node }: Use): void {
    const tree = this.pkg.tree(at.file);
    const names = tree.namedChildren(tree.childByField(tree.childOfKind(node, Kind.RangeClause), Field.Left));
    const symbol = names[1] === undefined ? undefined : this.pkg.symbolAt({ file: at.file, node: names[1] });
    const calls = symbol?.uses.filter(use => ['method', 'argument'].includes(this.pkg.useOf(use).kind)) ?? [];
    this.calls.push(...calls);
  }

  /** Whether a part is stored where the slice is at home. */
  private isOwn({ at, target }: Use): boolean {
    return target !== undefined && homeOf(this.pkg, { file: at.file, node: target })?.key === this.home.key;
  }

  private aliased({ at, target }: Use): void {
    const symbol = target === undefined ? undefined : this.pkg.symbolAt({ file: at.file, node: target });
    if (symbol?.kind !== 'variable' || symbol.role !== 'local') return;
    if (this.pkg.tree(at.file).kindOf(at.node) === Kind.SliceExpression) this.parts.push(at);
    for (const use of symbol.uses) this.visit(use, true);
  }

  /** `s[i]`, read or written. */
  private element(at: Place): void {
    const { pkg } = this;
    const use = pkg.useOf(at);
    if (use.kind === 'method' || use.kind === 'address') this.calls.push(at);
    else if (use.kind === 'field') this.element({ file: at.file, node: use.node });
    else if (use.kind === 'assigned' && isZero(pkg, assignedTo(pkg, at))) this.zeroings.push(at);
    else if (use.kind === 'assigned' && this.isMove(at, use)) this.moves.push(at);
  }

  /** Not one half of a swap, after which the element that goes is the last one. */
  private isMove(at: Place, { node }: Use): boolean {
    const tree = this.pkg.tree(at.file);
    const value = assignedTo(this.pkg, at);
    if (value === undefined || tree.kindOf(value.node) !== Kind.IndexExpression) return false;
    const operand = { file: at.file, node: tree.childByField(value.node, Field.Operand) };
    const targets = tree.namedChildren(tree.childByField(node, Field.Left));
    return targets.length === 1 && homeOf(this.pkg, operand)?.key === this.home.key;
  }

  private builtin({ at, node, name, index }: Use): void {
    const call = { file: at.file, node };
    if (name === 'clear') this.zeroings.push(call);
    if (name === 'copy' && index === 0) this.shifts.push(call);
    if (name !== 'append' || index !== 0) return;
    const added = this.pkg.callAt(call).args.slice(1);
    if (added.some(value => this.isFromElsewhere(value, at))) this.additions.push(call);
    this.visit(call, true);
  }

  private isFromElsewhere(value: Place, slice: Place): boolean {
    return !this.isOwnPart(value) && !isZero(this.pkg, value) && !isOfSameObject(this.pkg, value, slice);
  }

  /** `s[j:]`, or another part of the same slice. */
  private isOwnPart({ file, node }: Place): boolean {
    const tree = this.pkg.tree(file);
    if (tree.kindOf(node) !== Kind.SliceExpression) return false;
    return homeOf(this.pkg, { file, node: tree.childByField(node, Field.Operand) })?.key === this.home.key;
  }

  private assigned(target: Place): void {
    const { pkg } = this;
    const value = assignedTo(pkg, target);
    // What a constructor puts into an object that nobody else has seen replaces nothing.
    if (this.home.kind === 'field' && containerOf(pkg, target) === 'local') return;
    if (value === undefined || !this.isOfItself(value)) this.resets.push(target);
  }

  /** A part of the slice itself, or what append makes of one. */
  private isOfItself({ file, node }: Place): boolean {
    const tree = this.pkg.tree(file);
    if (homeOf(this.pkg, { file, node })?.key === this.home.key) return true;
    switch (tree.kindOf(node)) {
      case Kind.SliceExpression:
        return this.isOfItself({ file, node: tree.childByField(node, Field.Operand) });
      case Kind.CallExpression: {
        const { callee, args } = this.pkg.callAt({ file, node });
        const [first] = args;
        return callee.kind === 'builtin' && callee.name === 'append' && first !== undefined && this.isOfItself(first);
      }
      case Kind.Identifier:
        return this.startsFromItself({ file, node });
      default:
        return false;
    }
  }

  /** A local that is declared as a part of the slice: `kept := s[:0]`. */
  private startsFromItself(at: Place): boolean {
    const symbol = this.pkg.symbolAt(at);
    if (symbol?.role !== 'local' || symbol.declaration === undefined) return false;
    const initial = this.pkg.valueAssignedAt(symbol.declaration);
    return initial !== undefined && initial !== 'none' && this.isOfItself(initial);
  }

  /** `heap.Push(&h, x)` adds; who else gets the address may do anything. */
  private addressed(at: Place): void {
    const use = this.pkg.useOf(at);
    const call = { file: at.file, node: use.node };
    if (use.kind === 'argument' && this.pkg.callAt(call).key.startsWith('container/heap.')) return;
    if (use.kind === 'dereferenced' || use.kind === 'method') return;
    this.unknown.push(at);
  }
}

function assignedTo(pkg: Package, target: Place): Place | undefined {
  const value = pkg.valueAssignedAt(target);
  return value === 'none' ? undefined : value;
}

/** `x.items = append(x.items, x.buf[i:j])` */
function isOfSameObject(pkg: Package, value: Place, slice: Place): boolean {
  const owner = rootOf(pkg, slice);
  return owner !== undefined && owner.role !== 'global' && mayReferToOwner(pkg, value, owner);
}
