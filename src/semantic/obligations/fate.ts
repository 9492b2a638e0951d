/**
 * What the code around a use does with a resource: releases it, hands it on, gives it another name, or only uses it.
 *
 * Whoever gets a resource owns it from then on, unless its body can be seen to do neither with it, or it is known to
 * borrow.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { Operand, Ownership } from '../effects/effect.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { findMember } from '../types/members.ts';
import type { Use } from '../value-flow/use.ts';
import { makesDependent, makesStub } from './derived.ts';
import { isVariadic, targetsOf } from './destination.ts';
import { isLentToC } from './foreign.ts';
import type { FunctionFate, ObligationSpec, Settlement } from './spec.ts';

export type Fate =
  /** `at`: where it takes effect, if not at the use. */
  | { readonly kind: Settlement; readonly at?: Place }
  /** `touches`: only something that is there can be used so. */
  | { readonly kind: 'borrow'; readonly touches: boolean }
  /** The variable at `target` holds it as well; as `releaser` it holds a method value that releases it. */
  | { readonly kind: 'alias'; readonly symbol: GoSymbol; readonly target: Place; readonly releaser: boolean }
  /** The value of an expression around the use is, or carries, the resource. */
  | { readonly kind: 'value'; readonly at: Place; readonly releaser: boolean }
  /** A call that has released it if its last result is false. */
  | { readonly kind: 'exhausting'; readonly call: NodeId };

/** What a function does with what its variable (a parameter, or one that it captures) holds. */
export type FateIn = (fn: GoFunction, symbol: GoSymbol) => FunctionFate;

/** Methods that read: to the end, if they are called often enough. */
const READING = /^(?:Read|Scan)(?![a-z])/;

const BORROW: Fate = { kind: 'borrow', touches: false };
const TOUCH: Fate = { kind: 'borrow', touches: true };

export class Fates {
  private readonly pkg: Package;
  private readonly spec: ObligationSpec;
  private readonly fateIn: FateIn;

  constructor(pkg: Package, spec: ObligationSpec, fateIn: FateIn) {
    this.pkg = pkg;
    this.spec = spec;
    this.fateIn = fateIn;
  }

  /** What one use does in the end, through the expressions around it. `releaser`: as {@link Fate} says of an alias. */
  of(at: Place, releaser = false): Exclude<Fate, { kind: 'value' }> {
    let fate = this.ofUse(at, releaser);
    while (fate.kind === 'value') fate = this.ofUse(fate.at, fate.releaser);
    return fate;
  }

  private ofUse(at: Place, releaser: boolean): Fate {
    const use = this.pkg.useOf(at);
    const around = { file: at.file, node: use.node };
    switch (use.kind) {
      case 'method':
        return this.ofMethod(use);
      case 'method-value':
        return this.spec.releases.includes(use.name ?? '')
          ? { kind: 'value', at: around, releaser: true }
          : { kind: 'move' };
      case 'field':
        return this.ofField(use, around);
      case 'converted':
      case 'dereferenced':
        return { kind: 'value', at: around, releaser };
      case 'asserted':
        return this.pkg.tree(at.file).kindOf(use.node) === Kind.TypeSwitchStatement
          ? { kind: 'move' }
          : { kind: 'value', at: around, releaser };
      case 'argument':
        return this.ofArgument(use);
      case 'alias':
        return this.ofAlias(use, releaser);
      case 'called':
        return releaser || this.spec.releases.includes('') ? { kind: 'release' } : TOUCH;
      case 'builtin':
        return use.name === 'append' ? { kind: 'move' } : BORROW;
      case 'assigned':
      case 'discarded':
      case 'operand':
      case 'condition':
        return BORROW;
      case 'receive':
      case 'ranged':
      case 'indexed':
      case 'index':
      case 'sliced':
      case 'send':
        return TOUCH;
      default:
        return { kind: 'move' };
    }
  }

  private ofField(use: Use, around: Place): Fate {
    if (use.name === this.spec.field) return { kind: 'value', at: around, releaser: false };
    if (use.name !== this.spec.fires)
      return this.carriesResource(around) ? { kind: 'value', at: around, releaser: false } : TOUCH;
    const { kind, node } = this.pkg.useOf(around);
    return kind === 'receive' ? { kind: 'release', at: { file: around.file, node } } : TOUCH;
  }

  /** Whether who has the field may release the whole by it: `attached.Conn`, or one of which nothing is known. */
  private carriesResource(field: Place): boolean {
    const type = this.pkg.typeOf(field);
    if (type.kind === 'unknown') return true;
    return this.spec.releases.some(name => name !== '' && findMember(this.pkg.types, type, name)?.kind === 'method');
  }

  private ofAlias(use: Use, releaser: boolean): Fate {
    const target = { file: use.at.file, node: use.target ?? NO_NODE };
    const symbol = this.pkg.symbolAt(target);
    if (symbol?.kind !== 'variable' || symbol.role === 'global') return { kind: 'move' };
    return { kind: 'alias', symbol, target, releaser };
  }

  private ofMethod(use: Use): Fate {
    const { releases, exhaustedBy, exhaustedByReading, despiteReading } = this.spec;
    const { name = '' } = use;
    if (releases.includes(name)) return { kind: 'release' };
    if (name === exhaustedBy) return { kind: 'exhausting', call: use.node };
    const call = this.pkg.callAt({ file: use.at.file, node: use.node });
    if (exhaustedByReading === true && READING.test(name)) return despiteReading === true ? BORROW : { kind: 'maybe' };
    const known = this.ofReading(call, 'receiver') ?? ofOwnership(call, 'receiver');
    if (known !== undefined) return known;
    const receiver = call.target?.receiver;
    if (receiver !== undefined && call.target !== undefined) return this.ofTarget(call, call.target, receiver);
    return call.target === undefined && makesDependent(this.pkg, call) ? this.ofResult(call) : TOUCH;
  }

  private ofArgument(use: Use): Fate {
    const call = this.pkg.callAt({ file: use.at.file, node: use.node });
    const index = use.index ?? 0;
    const known = this.ofReading(call, index) ?? ofOwnership(call, index);
    if (known !== undefined) return known;
    if (makesStub(this.pkg, call)) return this.ofResult(call);
    const { target } = call;
    if (target === undefined) return isLentToC(this.pkg, call, use.at) ? BORROW : this.ofSummary(call, index);
    if (target.parameters.length <= index) return { kind: 'move' };
    const parameter = target.parameters[index];
    if (parameter === undefined) return BORROW;
    return isVariadic(this.pkg, parameter) ? { kind: 'move' } : this.ofTarget(call, target, parameter);
  }

  /**
   * Of what is exhausted by reading: a call that reads it to its end, or makes a reader that does. The limits of
   * readers are taken to be far off.
   */
  private ofReading(call: Call, operand: Operand): Fate | undefined {
    const { drains, skims, stores } = call.effect;
    const { exhaustedByReading, despiteReading, ifShort } = this.spec;
    if (exhaustedByReading !== true) return undefined;
    if (ifShort === true && skims?.includes(operand) === true) return { kind: 'release' };
    if (drains?.includes(operand) === true) return despiteReading === true ? BORROW : { kind: 'release' };
    if (stores?.includes(operand) !== true || operand === 'receiver') return undefined;
    return this.ofResult(call);
  }

  /** What becomes of the first result, which needs the resource. */
  private ofResult(call: Call): Fate {
    const [target, ...others] = targetsOf(this.pkg, call.place);
    if (target === undefined || others.length === 0) return { kind: 'value', at: call.place, releaser: false };
    const at = { file: call.place.file, node: target };
    const symbol = this.pkg.symbolAt(at);
    return symbol?.kind === 'variable' && symbol.role !== 'global'
      ? { kind: 'alias', symbol, target: at, releaser: false }
      : { kind: 'move' };
  }

  /** What the tables, or the summary of a function of another package, say of an argument. */
  private ofSummary(call: Call, index: number): Fate {
    const summary = this.pkg.summaries.parameterOf(call, index);
    if (summary === undefined) return { kind: 'move' };
    const { releases, field } = this.spec;
    const paths = releases.flatMap(name => (field === undefined ? [name] : [name, `${field}.${name}`]));
    const extents = paths.map(path => summary.calls?.[path]);
    if (extents.includes('all')) return { kind: 'release' };
    if (extents.includes('some')) return { kind: 'maybe' };
    if (summary.stores !== 'never') return { kind: 'move' };
    if (summary.returnedAs !== undefined && !this.isDropped(call)) return { kind: 'move' };
    // Summaries do not say what is read to its end.
    return this.spec.exhaustedByReading === true && isUnknown(call) ? { kind: 'maybe' } : BORROW;
  }

  /** Whether the result, by which alone the resource would go on, is not used: `C.memset(p, 0, n)` as a statement. */
  private isDropped({ effect, place }: Call): boolean {
    const { file, node } = place;
    const tree = this.pkg.tree(file);
    return effect.shares !== undefined && tree.kindOf(tree.parentOf(node)) === Kind.ExpressionStatement;
  }

  /** A goroutine that never ends keeps what it uses. */
  private ofTarget(call: Call, target: GoFunction, symbol: GoSymbol): Fate {
    const fate = this.fateIn(target, symbol);
    if (fate === 'borrow') return BORROW;
    if (fate === 'endless') return call.mode === 'go' ? { kind: 'move' } : BORROW;
    return { kind: fate };
  }
}

const isUnknown = ({ effect }: Call): boolean => effect.borrows !== true && effect.ownership === undefined;

const BY_OWNERSHIP: Readonly<Record<Ownership, Fate>> = {
  borrows: BORROW,
  takes: { kind: 'move' },
  releases: { kind: 'release' },
};

function ofOwnership({ effect }: Call, operand: Operand): Fate | undefined {
  const ownership = effect.ownership?.[operand];
  return ownership === undefined ? undefined : BY_OWNERSHIP[ownership];
}
