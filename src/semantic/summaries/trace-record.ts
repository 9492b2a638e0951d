/**
 * Writes down what is done to what is traced, site by site: the uses that end a trail.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import { treeOf } from '../inference/model.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Use } from '../value-flow/use.ts';
import type { Action, ActionKind, Members } from './action.ts';
import type { Locus } from './locus.ts';
import { isSomewhere } from './locus.ts';
import type { NilTest, Site, Source, Trace, TraceContext } from './trace.ts';

/** An expression whose value is, holds or is held by the thing; `isCertain` if on every path that comes to it. */
export interface Sighting {
  readonly at: Place;
  readonly locus: Locus;
  readonly isCertain: boolean;
}

export class TraceRecord implements Trace {
  readonly sites: Site[] = [];
  readonly nilTests: NilTest[] = [];
  readonly overwritten: Members[] = [];
  private readonly context: TraceContext;
  private readonly tree: SyntaxTree;

  constructor(context: TraceContext, fn: GoFunction) {
    this.context = context;
    this.tree = treeOf(context.inference.model, fn.place.file);
  }

  /** Uses that end the trail. */
  noteUse(use: Use, { at, locus, isCertain }: Sighting): void {
    switch (use.kind) {
      case 'called':
        if (this.context.callAt({ file: at.file, node: use.node }).mode === 'go')
          this.add(use.node, 'store', locus, isCertain);
        else this.add(use.node, 'call', locus, isCertain);
        return;
      case 'builtin':
        if (use.name === 'close') this.add(use.node, 'close', locus, isCertain);
        else if (use.name === 'append' && (use.index ?? 0) > 0) this.add(use.node, 'store', locus, isCertain);
        return;
      case 'send':
      case 'receive':
        this.add(use.node, use.kind, locus, isCertain);
        return;
      case 'ranged':
        this.noteRange(use, locus, isCertain);
        return;
      case 'assigned':
        this.noteAssignment(at, locus);
        return;
      case 'operand':
        this.noteNilTest(use.node, locus, isCertain);
        return;
      case 'index':
        this.add(use.node, 'store', locus, false);
        return;
      case 'sent':
      case 'method-value':
        this.add(use.node, 'store', locus, isCertain);
        return;
      case 'other':
        if (!this.isDropped(at.node)) this.add(at.node, 'store', locus, false);
        return;
      default:
    }
  }

  add(node: NodeId, kind: ActionKind, locus: Locus, isCertain: boolean): void {
    this.addAction(node, { kind, path: [] }, locus, isCertain);
  }

  addReturn(node: NodeId, result: number, { locus, isCertain }: Pick<Sighting, 'locus' | 'isCertain'>): void {
    this.addAction(node, { kind: 'return', path: [], result, own: [] }, locus, isCertain);
  }

  addAction(node: NodeId, action: Action, locus: Locus, isCertain: boolean): void {
    const isSure = isCertain && !isSomewhere(locus);
    const sources = [{ may: [action], must: [action] }];
    this.sites.push({ node, sources, locus, isCertain: isSure, how: 'own', isDirect: true });
  }

  addSources(
    node: NodeId,
    sources: readonly Source[],
    { locus, isCertain, how }: Pick<Site, 'locus' | 'isCertain' | 'how'>,
  ): void {
    const isSure = isCertain && how !== 'perhaps' && !isSomewhere(locus);
    this.sites.push({ node, sources, locus, isCertain: isSure, how, isDirect: false });
  }

  private noteRange(use: Use, locus: Locus, isCertain: boolean): void {
    const { inference } = this.context;
    if (locus.own.length > 0) this.add(use.node, 'store', locus, false);
    else if (inference.underlyingAt(use.at.file, use.at.node).kind === 'chan') {
      this.add(this.tree.childOfKind(use.node, Kind.RangeClause), 'receive', locus, isCertain);
    }
  }

  /** A member set to nil is not used any more. */
  private noteAssignment(at: Place, { own, of }: Locus): void {
    if (own.length > 0 || of.length === 0) return;
    const { tree } = this;
    const statement = tree.parentOf(tree.parentOf(at.node));
    const right = tree.childByField(statement, Field.Right);
    const values = right === NO_NODE ? [] : tree.namedChildren(right);
    const [only = NO_NODE] = values.length === 1 ? values : [];
    if (tree.kindOf(only) !== Kind.Nil) this.overwritten.push(of);
  }

  private noteNilTest(condition: NodeId, { own, of }: Locus, isCertain: boolean): void {
    const { tree } = this;
    if (own.length > 0 || !isCertain || tree.kindOf(condition) !== Kind.BinaryExpression) return;
    const sides = [tree.childByField(condition, Field.Left), tree.childByField(condition, Field.Right)];
    if (!sides.some(side => tree.kindOf(side) === Kind.Nil)) return;
    const isEqual = tree.kindOf(tree.childByField(condition, Field.Operator)) === Token['=='];
    this.nilTests.push({ condition, whenNil: isEqual, path: of });
  }

  /** A value that nobody takes: of an expression statement, or a call under `go` and `defer`. */
  private isDropped(node: NodeId): boolean {
    const parent = this.tree.kindOf(this.tree.parentOf(node));
    return parent === Kind.ExpressionStatement || parent === Kind.DeferStatement || parent === Kind.GoStatement;
  }
}
