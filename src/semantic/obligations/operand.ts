/**
 * Obligations of operands: what a call opens is not what it returns but what it is given, such as a command that is
 * started, or a channel that gets signals from then on.
 *
 * Only local variables are followed, of which the function itself has made what they hold. Locks, whose operands are
 * fields, are in `held-lock.ts`.
 */
import { Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import { isError } from '../escape/signs.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { targetsOf } from './destination.ts';
import { Inquiry } from './inquiry.ts';
import type { Obligation } from './spec.ts';

/** What these return nobody else has. */
const MAKERS: readonly string[] = ['os/exec.Command', 'os/exec.CommandContext'];

/** The operand of a call that opens a resource of the kind. */
function openedBy(call: Call, resource: string): Place | undefined {
  const opening = call.effect.opens?.find(candidate => candidate.resource === resource);
  if (opening === undefined) return undefined;
  return opening.operand === 'receiver' ? call.receiver : call.args[opening.operand];
}

/** What becomes of the operand that the call opens. */
export function obligationOfOperand(pkg: Package, call: Call, resource: string): Obligation {
  const spec = pkg.effects.resource(resource);
  const operand = openedBy(call, resource);
  const { caller } = call;
  if (spec === undefined || operand === undefined || caller === undefined || call.mode !== 'call') {
    return { status: 'unknown' };
  }
  if (isMaker(pkg, operand)) return { status: 'unmet', discarded: true };
  const holder = pkg.symbolAt(operand);
  if (holder?.role !== 'local' || holder.owner !== caller || !isMadeHere(pkg, holder)) return { status: 'unknown' };
  if (isOpenedInRounds(pkg, caller, call, holder)) return { status: 'unknown', holder };
  const before = settledBefore(pkg, caller, call, holder, new Inquiry(pkg, spec));
  if (before !== undefined) return { status: before, holder };
  const outcome = outcomeOf(pkg, call);
  const acquisition = { call: call.place.node, holder, outcome, exhausting: undefined };
  return { ...new Inquiry(pkg, spec).obligation(caller, acquisition), holder };
}

function isMadeHere(pkg: Package, holder: GoSymbol): boolean {
  const value = pkg.soleValue(holder);
  return value !== undefined && (isLiteral(pkg, value) || isMaker(pkg, value));
}

function isLiteral(pkg: Package, { file, node }: Place): boolean {
  const tree = pkg.tree(file);
  const made = tree.kindOf(node) === Kind.UnaryExpression ? tree.firstNamedChild(node) : node;
  return tree.kindOf(made) === Kind.CompositeLiteral;
}

/** Whether the expression is a call that makes a value of its own. */
function isMaker(pkg: Package, at: Place): boolean {
  if (pkg.tree(at.file).kindOf(at.node) !== Kind.CallExpression) return false;
  const { callee, key } = pkg.callAt(at);
  return callee.kind === 'builtin' || MAKERS.includes(key);
}

/** Whether a loop opens the same thing again and again, which was made before it. */
function isOpenedInRounds(pkg: Package, caller: GoFunction, { place }: Call, { declaration }: GoSymbol): boolean {
  const [loop] = pkg.flow(caller).loopsAround(place.node);
  if (loop === undefined) return false;
  return declaration === undefined || !pkg.tree(place.file).contains(loop.node, declaration.node);
}

/** Whether it is released by what was deferred before, or somebody else may have it when it is opened. */
function settledBefore(
  pkg: Package,
  caller: GoFunction,
  { place }: Call,
  { uses }: GoSymbol,
  inquiry: Inquiry,
): 'met' | 'moved' | undefined {
  const flow = pkg.flow(caller);
  const before = uses.filter(at => pkg.functionAround(at) === caller && !flow.dominates(place.node, at.node));
  if (before.some(at => ['move', 'maybe'].includes(inquiry.fateOf(at)))) return 'moved';
  const isDeferred = ({ file, node }: Place): boolean =>
    pkg.tree(file).ancestorOfKind(node, Kind.DeferStatement) !== NO_NODE && flow.dominates(node, place.node);
  return before.some(at => isDeferred(at) && inquiry.fateOf(at) === 'release') ? 'met' : undefined;
}

/** The error that the call returns alone: `err` of `err := cmd.Start()`. */
function outcomeOf(pkg: Package, { place }: Call): GoSymbol | undefined {
  const [target] = targetsOf(pkg, place);
  const symbol = target === undefined ? undefined : pkg.symbolAt({ file: place.file, node: target });
  return symbol?.kind === 'variable' && isError(pkg.typeOfSymbol(symbol)) ? symbol : undefined;
}
