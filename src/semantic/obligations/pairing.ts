/**
 * What the branches of a function say of an acquisition: by the error or bool that came with the resource, by nil
 * tests of what holds it, and by whether it is exhausted.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Edge } from '../flow/block.ts';
import { equalityOf, type NilTest, nilTest, type Question, questionOf } from '../flow/nil-test.ts';
import { isError } from '../escape/signs.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';

/** The variables that tell of an acquisition. */
export interface Pairing {
  /** The error or bool that was assigned with the resource; undefined if there is none. */
  readonly outcome: GoSymbol | undefined;
  /** The variables that hold the resource: nil means that there is none. */
  readonly holders: ReadonlySet<GoSymbol>;
  /** The field of a holder that carries the obligation. */
  readonly field?: string | undefined;
  /** What else was assigned with it: a test of it may say how the call went, in a way that is not known. */
  readonly siblings?: readonly GoSymbol[];
}

export type Verdict =
  /** Of the outcome; `unclear`: of something made from it. */
  | { readonly about: 'outcome'; readonly says: 'failure' | 'success' | 'unclear' }
  | { readonly about: 'holder'; readonly symbol: GoSymbol; readonly isNil: boolean };

/** What the edge says of an outcome that is still the acquisition's, and of the holders. */
export function verdictOf(pkg: Package, file: number, edge: Edge, pairing: Pairing): Verdict | undefined {
  const question = questionOf(edge);
  if (question === undefined) return undefined;
  const tested = nilTest(pkg.tree(file), question);
  if (tested !== undefined) {
    const held = holderOf(pkg, { file, node: tested.operand }, pairing);
    if (held !== undefined) return { about: 'holder', symbol: held, isNil: tested.isNil };
  }
  if (pairing.outcome === undefined) return undefined;
  const test = new OutcomeTest(pkg, file, pairing.outcome);
  const says = tested === undefined ? test.of(question) : test.ofNil(tested);
  if (says !== undefined) return { about: 'outcome', says };
  const { siblings = [] } = pairing;
  return siblings.some(sibling => mentions(pkg, { file, node: question.tag ?? question.condition }, sibling))
    ? { about: 'outcome', says: 'unclear' }
    : undefined;
}

function mentions(pkg: Package, { file, node }: Place, symbol: GoSymbol): boolean {
  const tree = pkg.tree(file);
  return symbol.uses.some(at => at.file === file && tree.contains(node, at.node));
}

/** Whether the edge is taken only after a failure. `isPaired`: the outcome has not been assigned since. */
export function isFailureEdge(pkg: Package, file: number, edge: Edge, pairing: Pairing, isPaired: boolean): boolean {
  const verdict = verdictOf(pkg, file, edge, pairing);
  if (verdict?.about === 'holder') return verdict.isNil;
  return isPaired && verdict?.says === 'failure';
}

/** The holder that is tested: itself, or the field that carries the obligation. */
function holderOf(pkg: Package, { file, node }: Place, { holders, field }: Pairing): GoSymbol | undefined {
  const tree = pkg.tree(file);
  const isField =
    tree.kindOf(node) === Kind.SelectorExpression && tree.textOf(tree.childByField(node, Field.Field)) === field;
  const operand = isField ? tree.childByField(node, Field.Operand) : node;
  const symbol = pkg.symbolAt({ file, node: operand });
  return symbol !== undefined && holders.has(symbol) ? symbol : undefined;
}

/** Functions that are true only of an error of some kind, which says nothing of others. */
const ERROR_TESTS = new Set([
  'errors.Is',
  'errors.As',
  'os.IsNotExist',
  'os.IsExist',
  'os.IsPermission',
  'os.IsTimeout',
]);

type Says = 'failure' | 'success' | 'unclear' | undefined;

class OutcomeTest {
  private readonly pkg: Package;
  private readonly file: number;
  private readonly tree: SyntaxTree;
  private readonly outcome: GoSymbol;

  constructor(pkg: Package, file: number, outcome: GoSymbol) {
    this.pkg = pkg;
    this.file = file;
    this.tree = pkg.tree(file);
    this.outcome = outcome;
  }

  /** Of a test for nil. */
  ofNil({ operand, isNil }: NilTest): Says {
    if (!this.isOutcome(operand)) return this.ofMention(operand);
    return isNil ? 'success' : 'failure';
  }

  of({ condition, value, tag }: Question): Says {
    const { tree } = this;
    if (tag !== undefined) return this.isOutcome(tag) ? this.ofCase(condition, value) : this.ofMention(tag);
    switch (tree.kindOf(condition)) {
      case Kind.Identifier:
        return this.ofName(condition, value);
      case Kind.BinaryExpression:
        return this.ofComparison(condition, value);
      case Kind.CallExpression:
        return this.ofCall(condition, value);
      default:
        return this.ofMention(condition);
    }
  }

  /** `switch err { case nil: case io.EOF: }` and `switch err.(type) { case nil: case *os.PathError: }`. */
  private ofCase(condition: NodeId, value: boolean): Says {
    const { tree } = this;
    if (tree.kindOf(tree.parentOf(condition)) === Kind.TypeCase) return value ? 'failure' : undefined;
    return this.ofValue(condition, value);
  }

  /** Compared with another error: only variables of packages are sure not to be nil. */
  private ofValue(other: NodeId, isEqual: boolean): Says {
    if (!isEqual) return undefined;
    return this.isGlobal(other) ? 'failure' : 'unclear';
  }

  private isGlobal(node: NodeId): boolean {
    const { tree, pkg, file } = this;
    const isSelector = tree.kindOf(node) === Kind.SelectorExpression;
    const symbol = pkg.symbolAt({ file, node: isSelector ? tree.childByField(node, Field.Operand) : node });
    return isSelector ? symbol?.kind === 'package' : symbol?.role === 'global';
  }

  private ofComparison(condition: NodeId, value: boolean): Says {
    const { tree } = this;
    const equality = equalityOf(tree, condition);
    if (equality === undefined) return this.ofMention(condition);
    const { left, right, isEqual } = equality;
    const other = this.isOutcome(left) ? right : this.isOutcome(right) ? left : undefined;
    if (other === undefined) return this.ofMention(condition);
    const holds = isEqual === value;
    switch (tree.kindOf(other)) {
      case Kind.True:
        return holds ? 'success' : 'failure';
      case Kind.False:
        return holds ? 'failure' : 'success';
      default:
        return this.ofValue(other, holds);
    }
  }

  /** The outcome as a condition, or a variable that holds such a test: `failed := err != nil`. */
  private ofName(node: NodeId, value: boolean): Says {
    if (this.isOutcome(node)) return value ? 'success' : 'failure';
    const { pkg, file, tree } = this;
    const symbol = pkg.symbolAt({ file, node });
    if (symbol?.role !== 'local') return undefined;
    const source = pkg.soleValue(symbol);
    if (source !== undefined) {
      return tree.kindOf(source.node) === Kind.Identifier ? undefined : this.ofStored(source.node, value);
    }
    return this.isAssertion(symbol) ? (value ? 'failure' : 'unclear') : undefined;
  }

  private ofStored(condition: NodeId, value: boolean): Says {
    const tested = nilTest(this.tree, { condition, value });
    return tested === undefined ? this.of({ condition, value }) : this.ofNil(tested);
  }

  /** `e, ok := err.(*os.PathError)` */
  private isAssertion({ declaration }: GoSymbol): boolean {
    if (declaration?.file !== this.file) return false;
    const statement = this.tree.parentOf(this.tree.parentOf(declaration.node));
    if (this.tree.kindOf(statement) !== Kind.ShortVarDeclaration) return false;
    const right = this.tree.firstNamedChild(this.tree.childByField(statement, Field.Right));
    if (this.tree.kindOf(right) !== Kind.TypeAssertionExpression) return false;
    return this.isOutcome(this.tree.childByField(right, Field.Operand));
  }

  private ofCall(condition: NodeId, value: boolean): Says {
    const { key, args } = this.pkg.callAt({ file: this.file, node: condition });
    const [first, second] = args;
    if (first === undefined || !this.isOutcome(first.node)) return this.ofMention(condition);
    const isNilTest = key === 'errors.Is' && second !== undefined && this.tree.kindOf(second.node) === Kind.Nil;
    if (isNilTest) return value ? 'success' : 'failure';
    if (value) return 'failure';
    return ERROR_TESTS.has(key) ? undefined : 'unclear';
  }

  private ofMention(node: NodeId): Says {
    const names = [node, ...this.tree.descendantsOfKind(node, Kind.Identifier)];
    return names.some(name => this.isOutcome(name)) ? 'unclear' : undefined;
  }

  private isOutcome(node: NodeId): boolean {
    if (node === NO_NODE) return false;
    if (this.tree.kindOf(node) === Kind.ParenthesizedExpression) return this.isOutcome(this.tree.firstNamedChild(node));
    const symbol = this.pkg.symbolAt({ file: this.file, node });
    return symbol === this.outcome || (symbol?.kind === 'variable' && this.isCopy(symbol));
  }

  /** Whether the variable gets the outcome somewhere: `err = e`. */
  private isCopy(symbol: GoSymbol): boolean {
    const { pkg } = this;
    if (!isError(pkg.typeOfSymbol(symbol))) return false;
    return this.outcome.uses.some(at => {
      const { kind, target } = pkg.useOf(at);
      return kind === 'alias' && target !== undefined && pkg.symbolAt({ file: at.file, node: target }) === symbol;
    });
  }
}
