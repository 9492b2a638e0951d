/**
 * Whether what a call acquires is released on every way out of its function.
 *
 * An obligation starts on the success edge of the call, paired with the error or bool that it returns. It is met by a
 * release (also deferred, in a closure, or in a function of this package) or by exhaustion, and moved by whatever hands
 * the resource on. A way from the call to a return that does neither is the finding, and the way is the evidence. Where
 * a release depends on a condition that cannot be related to the acquisition, the answer is `unknown`.
 *
 * Does not see what other functions do with a variable that they share with this one, nor instances behind a field.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { Acquisition as AcquiredResult } from '../effects/effect.ts';
import { isError } from '../escape/signs.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { Type } from '../types/type.ts';
import type { FieldCell } from '../value-flow/fields.ts';
import { isVariadic, targetsOf } from './destination.ts';
import type { Fate } from './fate.ts';
import type { Acquisition } from './holders.ts';
import { Inquiry } from './inquiry.ts';
import type { Obligation, ObligationSpec } from './spec.ts';
import { isAnsweredForInside } from './wrapping.ts';
import { isExported } from '../names/exported.ts';

export type { Obligation, ObligationSpec } from './spec.ts';

/** What becomes of the resource that a call acquires. */
export function obligationOf(pkg: Package, call: Call, spec: ObligationSpec): Obligation {
  if (call.mode !== 'call') return { status: 'unknown' };
  const targets = targetsOf(pkg, call.place);
  if (targets.length > 0) return ofAssigned(pkg, call, targets, spec);
  return ofExpression(pkg, call.place, spec);
}

/** A resource that a call acquires, and what becomes of it. */
export interface Acquired {
  /** Its kind, as the tables of effects name it. */
  readonly resource: string;
  readonly spec: ObligationSpec;
  readonly obligation: Obligation;
}

/**
 * The obligations that start with a call: of what the tables of effects say that it acquires, or of what it returns
 * fresh as a function with source.
 *
 * @param isAsked tells the kinds of resources that the caller wants to know of.
 */
export function obligationsOf(
  pkg: Package,
  call: Call,
  isAsked: (resource: string) => boolean = () => true,
): Acquired[] {
  const found: Acquired[] = [];
  for (const { resource, result } of acquisitionsOf(pkg, call)) {
    const known = isAsked(resource) ? pkg.effects.resource(resource) : undefined;
    if (known === undefined) continue;
    const spec = { ...known, result };
    found.push({ resource, spec, obligation: obligationOf(pkg, call, spec) });
  }
  return found;
}

function acquisitionsOf(pkg: Package, call: Call): readonly AcquiredResult[] {
  const { effect, callee } = call;
  if (effect.acquires !== undefined) return effect.acquires;
  if (callee.kind !== 'function' || callee.signature === undefined) return [];
  return callee.signature.results.flatMap((_, result) => {
    const resource = pkg.summaries.freshOf(call, result);
    return resource === undefined ? [] : [{ result, resource }];
  });
}

/** Whether anything in the package releases, or hands on, what a field holds. */
export function obligationOfField(pkg: Package, field: FieldCell, spec: ObligationSpec): Obligation['status'] {
  if (isExported(field.name)) return 'unknown';
  const inquiry = new Inquiry(pkg, spec);
  const found = new Set(field.selectors.map(at => inquiry.fateOf(at)));
  if (found.has('release') || found.has('maybe')) return 'met';
  return found.has('move') ? 'moved' : 'unmet';
}

function ofAssigned(pkg: Package, call: Call, targets: readonly NodeId[], spec: ObligationSpec): Obligation {
  const { file } = call.place;
  const tree = pkg.tree(file);
  const target = targets[targets.length === 1 ? 0 : (spec.result ?? 0)];
  if (target === undefined) return { status: 'unknown' };
  if (tree.textOf(target) === '_') return ofDiscarded(pkg, call, targets, spec);
  const holder = pkg.symbolAt({ file, node: target });
  if (holder?.kind !== 'variable') {
    const field = isOwn(pkg, call, spec) ? pkg.fields.at({ file, node: target }) : undefined;
    return { status: 'moved', ...(field !== undefined && { field }) };
  }
  const { caller } = call;
  if (caller === undefined || holder.role === 'global' || holder.owner !== caller) return { status: 'moved', holder };
  const inquiry = new Inquiry(pkg, spec);
  if (isAnsweredForInside(pkg, call, spec, inquiry)) return { status: 'unknown', holder };
  const acquisition: Acquisition = {
    call: call.place.node,
    holder,
    outcome: outcomeOf(pkg, file, targets, target),
    exhausting: variableAt(
      pkg,
      file,
      spec.exhaustedByResult === undefined ? undefined : targets[spec.exhaustedByResult],
    ),
  };
  return { ...inquiry.obligation(caller, acquisition), holder };
}

/** Whether nobody else answers for what a field gets, as whoever has what it wraps. */
const isOwn = (pkg: Package, call: Call, spec: ObligationSpec): boolean =>
  !isAnsweredForInside(pkg, call, spec, new Inquiry(pkg, spec));

/** Where every way on has seen the call fail, as in a test of failures, there is nothing to release. */
function ofDiscarded(pkg: Package, call: Call, targets: readonly NodeId[], spec: ObligationSpec): Obligation {
  if (spec.exhaustedByResult !== undefined) return ofUnheld(pkg, call, targets, spec);
  const { caller, place } = call;
  const outcome = outcomeOf(pkg, place.file, targets, undefined);
  const discarded: Obligation = { status: 'unmet', discarded: true };
  if (caller === undefined || outcome === undefined) return discarded;
  const acquisition = { call: place.node, holder: nobody(caller), outcome, exhausting: undefined };
  const { status } = new Inquiry(pkg, spec).obligation(caller, acquisition);
  return status === 'unmet' ? discarded : { status: 'unknown' };
}

/** Nothing can release it; another result may exhaust it, or hand it on. */
function ofUnheld(pkg: Package, call: Call, targets: readonly NodeId[], spec: ObligationSpec): Obligation {
  const { exhaustedByResult } = spec;
  const target = exhaustedByResult === undefined ? undefined : targets[exhaustedByResult];
  const holder = variableAt(pkg, call.place.file, target);
  if (holder === undefined || call.caller === undefined) return { status: 'unmet', discarded: true };
  if (holder.owner !== call.caller) return { status: 'moved' };
  const acquisition = { call: call.place.node, holder, outcome: undefined, exhausting: holder };
  const { status } = new Inquiry(pkg, { ...spec, releases: [] }).obligation(call.caller, acquisition);
  return status === 'unmet' ? { status, discarded: true } : { status };
}

/** A variable that nothing can name. */
const nobody = (owner: GoFunction): GoSymbol => ({
  kind: 'variable',
  name: '_',
  declaration: undefined,
  role: 'local',
  owner,
  path: '',
  uses: [],
});

/** The error or bool that the call returns last. */
function outcomeOf(
  pkg: Package,
  file: number,
  targets: readonly NodeId[],
  target: NodeId | undefined,
): GoSymbol | undefined {
  const last = targets.at(-1);
  const symbol = last === target ? undefined : variableAt(pkg, file, last);
  return symbol !== undefined && isOutcome(pkg, symbol) ? symbol : undefined;
}

function isOutcome(pkg: Package, symbol: GoSymbol): boolean {
  const type = pkg.typeOfSymbol(symbol);
  return isError(type) || isBool(type) || type.kind === 'unknown';
}

const isBool = (type: Type): boolean => type.kind === 'basic' && type.name === 'bool';

function variableAt(pkg: Package, file: number, node: NodeId | undefined): GoSymbol | undefined {
  const symbol = node === undefined ? undefined : pkg.symbolAt({ file, node });
  return symbol?.kind === 'variable' ? symbol : undefined;
}

/** The result is used where it is made. */
function ofExpression(pkg: Package, at: Place, spec: ObligationSpec): Obligation {
  const { file, node } = at;
  const tree = pkg.tree(file);
  if (tree.kindOf(tree.parentOf(node)) === Kind.ExpressionStatement) return { status: 'unmet', discarded: true };
  const use = pkg.useOf(at);
  if (use.kind === 'field' && use.name !== spec.field && use.name !== spec.fires) {
    return { status: 'unmet', discarded: true };
  }
  if (use.kind === 'literal') {
    return { status: 'moved', ...(isOwn(pkg, pkg.callAt(at), spec) && fieldOf(pkg, at)) };
  }
  if (use.kind === 'other') return { status: 'unknown' };
  const target = targetOfArgument(pkg, at, spec);
  if (target !== undefined) return new Inquiry(pkg, spec).obligation(target.fn, target.acquisition);
  return statusOf(new Inquiry(pkg, spec).fateOf(at));
}

/**
 * The function of this package, and its parameter, that the result goes to at once: `f(open())`, which gives all results
 * of a call with several, its error among them.
 */
function targetOfArgument(
  pkg: Package,
  at: Place,
  spec: ObligationSpec,
): { fn: GoFunction; acquisition: Acquisition } | undefined {
  const { kind, node, index = 0 } = pkg.useOf(at);
  if (kind !== 'argument') return undefined;
  const { target, args } = pkg.callAt({ file: at.file, node });
  if (target === undefined) return undefined;
  const isSpread = args.length === 1 && target.parameters.length > 1;
  const holder = target.parameters[isSpread ? (spec.result ?? 0) : index];
  if (holder === undefined || isVariadic(pkg, holder)) return undefined;
  const last = isSpread ? target.parameters.at(-1) : undefined;
  const outcome = last !== undefined && last !== holder && isOutcome(pkg, last) ? last : undefined;
  return { fn: target, acquisition: { call: undefined, holder, outcome, exhausting: undefined } };
}

function statusOf(fate: Fate['kind']): Obligation {
  switch (fate) {
    case 'release':
      return { status: 'met' };
    case 'move':
    case 'alias':
      return { status: 'moved' };
    default:
      return { status: 'unknown' };
  }
}

function fieldOf(pkg: Package, at: Place): { field?: FieldCell } {
  const holder = pkg.usesOfValue(at).holders.find(candidate => candidate.kind === 'field');
  return holder?.kind === 'field' ? { field: holder.cell } : {};
}
