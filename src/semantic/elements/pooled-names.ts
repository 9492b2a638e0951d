/**
 * The names that a slice from a sync.Pool goes by, and what is done with its elements by any of them.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { FieldCell } from '../value-flow/fields.ts';
import type { Use } from '../value-flow/use.ts';
import type { ValueUses } from '../value-flow/value-uses.ts';
import { isMade } from './pooled.ts';
import { poolOf, type Pool } from './pools.ts';
import { isZero } from './zero-values.ts';

/** A slice with more names than this is not followed. */
const MAX_NAMES = 32;

const PUT = 'sync.(*Pool).Put';

export class PooledNames {
  /** Where elements are added that are not made for the purpose. */
  readonly additions: Place[] = [];
  /** `s[:0]` */
  readonly truncations: Place[] = [];
  /** Whether an element is cleared or reused, or may be by code that is not seen. */
  isCleared = false;
  private readonly pkg: Package;
  private readonly pool: Pool;
  private readonly names = new Set<GoSymbol | FieldCell>();
  private readonly seen = new Set<string>();

  constructor(pkg: Package, pool: Pool) {
    this.pkg = pkg;
    this.pool = pool;
  }

  /** Visits all uses of all names. */
  finish(): void {
    // A set that grows while it is walked through: a queue.
    for (const name of this.names) {
      if (this.names.size > MAX_NAMES) this.isCleared = true;
      if (this.isCleared) return;
      for (const at of 'selectors' in name ? name.selectors : name.uses) this.follow(at);
    }
  }

  /** The names behind an expression whose value is put: `&s`, `s[:0]`, `append(s, x)`. */
  followBack({ file, node }: Place): void {
    const { pkg } = this;
    const tree = pkg.tree(file);
    switch (tree.kindOf(node)) {
      case Kind.ParenthesizedExpression:
        this.followBack({ file, node: tree.firstNamedChild(node) });
        return;
      case Kind.UnaryExpression:
      case Kind.SliceExpression:
      case Kind.TypeAssertionExpression:
        this.followBack({ file, node: tree.childByField(node, Field.Operand) });
        return;
      case Kind.Identifier:
        this.hold(pkg.symbolAt({ file, node }));
        return;
      case Kind.SelectorExpression:
        this.hold(pkg.fields.at({ file, node }));
        return;
      default:
      // What is made, or comes from a call, has no name yet.
    }
  }

  private hold(name: GoSymbol | FieldCell | undefined): void {
    if (name === undefined || ('role' in name && name.role === 'global')) this.isCleared = true;
    else if (!this.names.has(name)) {
      this.names.add(name);
      if ('role' in name && name.role === 'parameter') this.fromCallers(name);
    }
  }

  private fromCallers(parameter: GoSymbol): void {
    const { owner } = parameter;
    if (owner === undefined) return;
    const index = owner.parameters.indexOf(parameter);
    for (const { args } of this.pkg.callsOf(owner)) {
      const value = args[index];
      if (value !== undefined) this.followBack(value);
    }
  }

  /** Goes on from an expression that has the slice, or a pointer to it. */
  follow(at: Place): void {
    const id = `${String(at.file)}:${String(at.node)}`;
    if (this.seen.has(id)) return;
    this.seen.add(id);
    this.used(this.pkg.useOf(at));
  }

  private used(use: Use): void {
    const { at } = use;
    const next = { file: at.file, node: use.node };
    switch (use.kind) {
      case 'dereferenced':
      case 'address':
      case 'asserted':
      case 'converted':
        this.follow(next);
        return;
      case 'alias':
        this.hold(this.pkg.symbolAt({ file: at.file, node: use.target ?? NO_NODE }));
        return;
      case 'sliced':
        this.sliced(next);
        return;
      case 'indexed':
        this.element(next);
        return;
      case 'ranged':
        this.ranged(next);
        return;
      case 'builtin':
        this.builtin(use);
        return;
      case 'argument':
        this.argument(use);
        return;
      case 'returned':
        this.returned(at);
        return;
      case 'stored':
        this.stored(use);
        return;
      case 'literal':
        this.hold(this.pkg.fields.ofElement(at));
        return;
      case 'assigned':
        this.assigned(at);
        return;
      case 'operand':
      case 'condition':
      case 'discarded':
        return;
      default:
        this.isCleared = true;
    }
  }

  private sliced(at: Place): void {
    const tree = this.pkg.tree(at.file);
    const end = tree.childByField(at.node, Field.End);
    if (end !== NO_NODE && this.pkg.constantOf({ file: at.file, node: end }) === 0) this.truncations.push(at);
    // What is beyond the length comes back, so that it is kept on purpose.
    else if (end !== NO_NODE && !this.isLength({ file: at.file, node: end })) this.isCleared = true;
    this.follow(at);
  }

  /** `len(s)`, `len(s)-1` */
  private isLength({ file, node }: Place): boolean {
    const tree = this.pkg.tree(file);
    if (tree.kindOf(node) === Kind.BinaryExpression) {
      const isLess = tree.textOf(tree.childByField(node, Field.Operator)) === '-';
      return isLess && this.isLength({ file, node: tree.childByField(node, Field.Left) });
    }
    if (tree.kindOf(node) !== Kind.CallExpression) return false;
    const { callee } = this.pkg.callAt({ file, node });
    return callee.kind === 'builtin' && callee.name === 'len';
  }

  private builtin({ at, node, name, index }: Use): void {
    const call = { file: at.file, node };
    if (name === 'clear') this.isCleared = true;
    if (name === 'copy' && index === 0) this.additions.push(call);
    if (name !== 'append') return;
    const added = this.pkg.callAt(call).args.slice(1);
    if (index !== 0) this.isCleared ||= !this.isSpread(at);
    else {
      if (added.some(value => this.isFromElsewhere(value))) this.additions.push(call);
      this.follow(call);
    }
  }

  /** `append(t, s...)` copies the elements. */
  private isSpread({ file, node }: Place): boolean {
    const tree = this.pkg.tree(file);
    return tree.kindOf(tree.parentOf(node)) === Kind.VariadicArgument;
  }

  private isFromElsewhere(value: Place): boolean {
    const { pkg } = this;
    return pkg.constantOf(value) === undefined && !isZero(pkg, value) && !isMade(pkg, value);
  }

  private argument({ at, node, index = 0 }: Use): void {
    const call = this.pkg.callAt({ file: at.file, node });
    if (call.key === PUT) {
      this.isCleared ||= poolOf(this.pkg, call) !== this.pool;
      return;
    }
    const parameter = call.target?.parameters[index];
    if (parameter !== undefined) this.hold(parameter);
    else this.isCleared ||= call.effect.borrows !== true && call.effect.clones !== true;
  }

  /** The result of a function of the package, where it is called. */
  private returned(at: Place): void {
    const fn = this.pkg.functionAround(at);
    if (fn === undefined || fn.kind === 'literal') this.isCleared = true;
    else for (const call of this.pkg.callsOf(fn)) this.follow(call.place);
  }

  private stored({ at, target = NO_NODE }: Use): void {
    const { pkg } = this;
    const tree = pkg.tree(at.file);
    // `*p = s`
    if (tree.kindOf(target) === Kind.UnaryExpression) this.followBack({ file: at.file, node: target });
    else this.hold(pkg.fields.at({ file: at.file, node: target }));
  }

  /** `*p = nil`; of a field or variable, the slice goes on elsewhere. */
  private assigned(at: Place): void {
    const value = this.pkg.valueAssignedAt(at);
    const isPointed = this.pkg.tree(at.file).kindOf(at.node) === Kind.UnaryExpression;
    if (isPointed && (value === undefined || value === 'none' || isZero(this.pkg, value))) this.isCleared = true;
  }

  private ranged({ file, node }: Place): void {
    const tree = this.pkg.tree(file);
    const names = tree.namedChildren(tree.childByField(tree.childOfKind(node, Kind.RangeClause), Field.Left));
    const symbol = names[1] === undefined ? undefined : this.pkg.symbolAt({ file, node: names[1] });
    if (symbol?.kind === 'variable' && this.isRecycled(this.pkg.usesOfVariable(symbol))) this.isCleared = true;
  }

  /** Whether an element goes into a pool itself. */
  private isRecycled({ uses }: ValueUses): boolean {
    return uses.some(({ kind, at, node }) => kind === 'argument' && this.keyOf({ file: at.file, node }) === PUT);
  }

  private keyOf(call: Place): string {
    return this.pkg.callAt(call).key;
  }

  /** `s[i]`, read or written. */
  private element(at: Place): void {
    const { pkg } = this;
    const use = pkg.useOf(at);
    const value = use.kind === 'assigned' ? pkg.valueAssignedAt(at) : undefined;
    if (use.kind === 'assigned') {
      if (value === undefined || value === 'none' || isZero(pkg, value)) this.isCleared = true;
      else if (this.isFromElsewhere(value)) this.additions.push(at);
      return;
    }
    const isReset =
      use.kind === 'address' || ((use.kind === 'method' || use.kind === 'field') && !this.isReference(at));
    if (isReset || this.isRecycled(pkg.usesOfValue(at))) this.isCleared = true;
  }

  /** Whether a method of the element leaves the element itself as it is. */
  private isReference(element: Place): boolean {
    const { kind } = this.pkg.underlyingOf(element);
    return kind === 'pointer' || kind === 'interface';
  }
}
