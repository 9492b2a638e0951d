/**
 * What the code around a use does with a resource: releases it, hands it on, gives it another name, or only uses it.
 *
 * Whoever gets a resource owns it from then on, unless it is a function of this package that can be seen to do neither
 * with it, or one of another package that is known to borrow.
 */
import { Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import { calledName } from '../escape/method-name.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { Use } from '../value-flow/use.ts';

export interface ReleaseSpec {
  /** Names of methods of the resource that release it. */
  readonly methods: readonly string[];
  /** The field of the resource that carries the obligation, such as `Body` of a response. */
  readonly field?: string;
  /** The channel field a receive from which exhausts the resource, such as `C` of a timer. */
  readonly exhaustedBy?: string;
  /** The channel field that nothing ever closes, such as `C` of a ticker: a range over it does not end. */
  readonly neverClosed?: string;
}

export type Fate =
  | { readonly kind: 'move' | 'borrow' }
  /** `at`: where it takes effect, if not at the use. */
  | { readonly kind: 'release'; readonly at?: Place }
  /** Another variable holds it as well. */
  | { readonly kind: 'alias'; readonly symbol: GoSymbol }
  /** The value of an expression around the use is, or carries, the resource. */
  | { readonly kind: 'value'; readonly at: Place };

const RELEASE: Fate = { kind: 'release' };
const MOVE: Fate = { kind: 'move' };
const BORROW: Fate = { kind: 'borrow' };

/** Functions that call functions deeper than this are taken to own what they get. */
const MAX_DEPTH = 4;

export class Fates {
  private readonly pkg: Package;
  private readonly spec: ReleaseSpec;
  private readonly known = new Map<GoSymbol, Fate['kind']>();

  constructor(pkg: Package, spec: ReleaseSpec) {
    this.pkg = pkg;
    this.spec = spec;
  }

  /** What one use does. */
  of(at: Place, depth = 0): Fate {
    const use = this.pkg.useOf(at);
    const around = { file: at.file, node: use.node };
    switch (use.kind) {
      case 'method':
        return this.spec.methods.includes(use.name ?? '') ? RELEASE : BORROW;
      case 'method-value':
        return MOVE;
      case 'field':
        if (use.name === this.spec.exhaustedBy) return this.ofChannel(around);
        return use.name === this.spec.field ? { kind: 'value', at: around } : BORROW;
      case 'converted':
      case 'asserted':
        return this.pkg.tree(at.file).kindOf(use.node) === Kind.TypeSwitchStatement
          ? MOVE
          : { kind: 'value', at: around };
      case 'argument':
        return this.ofArgument(use, depth);
      case 'alias':
        return this.ofAlias(use);
      case 'builtin':
        return use.name === 'append' ? MOVE : BORROW;
      case 'called':
      case 'assigned':
      case 'discarded':
      case 'operand':
      case 'condition':
      case 'receive':
      case 'ranged':
      case 'indexed':
      case 'index':
      case 'sliced':
      case 'dereferenced':
        return BORROW;
      default:
        return MOVE;
    }
  }

  private ofChannel(channel: Place): Fate {
    const use = this.pkg.useOf(channel);
    return use.kind === 'receive' ? { kind: 'release', at: { file: channel.file, node: use.node } } : BORROW;
  }

  private ofAlias(use: Use): Fate {
    const symbol = this.pkg.symbolAt({ file: use.at.file, node: use.target ?? NO_NODE });
    const isLocal = symbol?.kind === 'variable' && (symbol.role === 'local' || symbol.role === 'parameter');
    return isLocal ? { kind: 'alias', symbol } : MOVE;
  }

  private ofArgument(use: Use, depth: number): Fate {
    const call = this.pkg.callAt({ file: use.at.file, node: use.node });
    const index = use.index ?? 0;
    const parameter = call.target?.parameters[index];
    if (call.target === undefined) return this.ofForeignArgument(call);
    if (call.target.parameters.length <= index || depth >= MAX_DEPTH) return MOVE;
    return parameter === undefined ? BORROW : { kind: this.ofVariable(parameter, depth + 1) };
  }

  private ofForeignArgument(call: Call): Fate {
    if (this.spec.methods.some(name => calledName(this.pkg, call).endsWith(name))) return RELEASE;
    const { borrows, clones } = call.effect;
    return borrows === true || clones === true ? BORROW : MOVE;
  }

  /** What the uses of a variable do altogether: one release makes it released, else one move moved. */
  ofVariable(symbol: GoSymbol, depth = 0): 'release' | 'move' | 'borrow' {
    const known = this.known.get(symbol);
    if (known !== undefined) return known === 'release' || known === 'move' ? known : 'borrow';
    this.known.set(symbol, 'borrow');
    let worst: 'release' | 'move' | 'borrow' = 'borrow';
    for (const at of symbol.uses) {
      const kind = this.resolved(this.of(at, depth), depth);
      if (kind === 'release') {
        worst = kind;
        break;
      }
      if (kind === 'move') worst = kind;
    }
    this.known.set(symbol, worst);
    return worst;
  }

  /** What one use does in the end, through other names and expressions. */
  inTheEnd(at: Place): 'release' | 'move' | 'borrow' {
    return this.resolved(this.of(at), 0);
  }

  private resolved(fate: Fate, depth: number): 'release' | 'move' | 'borrow' {
    if (fate.kind === 'alias') return this.ofVariable(fate.symbol, depth);
    if (fate.kind === 'value') return this.resolved(this.of(fate.at, depth), depth);
    return fate.kind;
  }
}
