/**
 * Resources that a package acquires and does not release, ready to be reported: how each is lost, on which way, and
 * what to write instead.
 *
 * A rule says which kinds of resources it is about, and has a message for each way to lose one that it reports.
 */
import type { Call } from '../semantic/calls/call.ts';
import type { Resource } from '../semantic/effects/effect.ts';
import type { GoSymbol } from '../semantic/names/symbol.ts';
import { type Acquisition, acquisitionsIn } from '../semantic/obligations/acquisitions.ts';
import { hasOwnerWithEnd } from '../semantic/obligations/lasting.ts';
import { obligationOf, obligationOfField } from '../semantic/obligations/obligation.ts';
import { registeredIn } from '../semantic/obligations/registrations.ts';
import type { Package } from '../semantic/package.ts';
import type { KindTest } from '../semantic/summaries/acquirers.ts';
import { findMember } from '../semantic/types/members.ts';
import type { FieldCell } from '../semantic/value-flow/fields.ts';
import { deferAfter } from './deferral.ts';
import { lineOf } from './line.ts';
import type { Detail, FixDetail } from './rule.ts';

/**
 * How a resource is lost:
 *
 * - `never`: nothing in the function releases it, and it gets out of it on some way, or on every one;
 * - `missed`: a way out of the function passes none of its releases;
 * - `discarded`: nothing holds the result of the call;
 * - `overwritten`: its variable gets another value first;
 * - `repeated`: the call is made again, in a loop, first;
 * - `field`: it is in a field that nothing in the package releases, although its owner is made to be done with;
 * - `owner`: the same of an owner without an end, which may live as long as the process.
 */
export type Loss = 'never' | 'missed' | 'discarded' | 'overwritten' | 'repeated' | 'field' | 'owner';

/**
 * The detail has the data `holder` (the variable or field, else `''`), `release` (what to call), `line` (where it is
 * lost, else that of the call) and `function` (`''` for a literal).
 */
export interface Unreleased extends Acquisition {
  readonly loss: Loss;
  /** Of what is exhausted by reading: on every way that misses the release it is read to its end if it is short. */
  readonly isSkimmed?: true;
  readonly detail: Detail & { readonly data: Readonly<Record<string, string | number>> };
}

/** Of a long way only this many decisions, the last ones, are shown. */
const MAX_STEPS = 6;

/**
 * What the package acquires of the kinds that are asked for and does not release.
 *
 * @param isAsked the same function at every call, since answers are remembered by it.
 */
export function unreleased(pkg: Package, isAsked: KindTest): Generator<Unreleased> {
  return unreleasedOf(pkg, acquisitionsIn(pkg, isAsked));
}

/** What functions of the package register in a container of theirs, and nobody takes out again. */
export function unregistered(pkg: Package, by: 'call' | 'method'): Generator<Unreleased> {
  return unreleasedOf(pkg, registeredIn(pkg, by));
}

function* unreleasedOf(pkg: Package, acquisitions: Iterable<Acquisition>): Generator<Unreleased> {
  for (const acquisition of acquisitions) {
    // What initialises a package runs once, for the life of the process.
    if (acquisition.call.caller === undefined) continue;
    const loss = lossOf(pkg, acquisition);
    if (loss === undefined) continue;
    const shown =
      loss === 'missed' && acquisition.spec.exhaustedByReading === true ? unread(pkg, acquisition) : acquisition;
    yield { ...shown, loss, detail: detailOf(pkg, shown, loss) };
  }
}

/** With a way on which it is not read, if there is one. */
function unread(pkg: Package, acquisition: Acquisition): Acquisition & Pick<Unreleased, 'isSkimmed'> {
  const { call, spec } = acquisition;
  const obligation = obligationOf(pkg, call, { ...spec, ifShort: true });
  return obligation.status === 'unmet' ? { ...acquisition, obligation } : { ...acquisition, isSkimmed: true };
}

/**
 * What a read to the end gives back, and nothing else: it is left if the read fails, or stops early. Without what
 * `unreleased` finds.
 */
export function* releasedByReading(pkg: Package, isAsked: KindTest): Generator<Unreleased> {
  for (const acquisition of acquisitionsIn(pkg, isAsked)) {
    const { call, spec, obligation } = acquisition;
    if (spec.exhaustedByReading !== true || call.caller === undefined || obligation.status === 'unmet') continue;
    const strict = { ...acquisition, obligation: obligationOf(pkg, call, { ...spec, despiteReading: true }) };
    const loss = lossOf(pkg, strict);
    if (loss !== undefined && strict.obligation.field === undefined) {
      yield { ...strict, loss, detail: detailOf(pkg, strict, loss) };
    }
  }
}

function lossOf(pkg: Package, { obligation, spec }: Acquisition): Loss | undefined {
  const { status, field } = obligation;
  if (field !== undefined) {
    if (obligationOfField(pkg, field, spec) !== 'unmet') return undefined;
    return hasOwnerWithEnd(pkg, field) ? 'field' : 'owner';
  }
  if (status !== 'unmet') return undefined;
  if (obligation.discarded === true) return 'discarded';
  if (obligation.again === true) return 'repeated';
  if (obligation.overwritten !== undefined) return 'overwritten';
  return obligation.elsewhere === true ? 'missed' : 'never';
}

function detailOf(pkg: Package, { call, spec, obligation }: Acquisition, loss: Loss): Unreleased['detail'] {
  const { holder, field, path = [] } = obligation;
  const release = releaseText(pkg, spec, field, holder);
  const suggestion = loss === 'never' && holder !== undefined ? deferralOf(pkg, call, release, holder) : undefined;
  return {
    data: {
      holder: (field ?? holder)?.name ?? '',
      release,
      line: lineOf(pkg, obligation.exit ?? obligation.overwritten ?? call.place),
      function: call.caller?.name ?? '',
    },
    ...(field !== undefined && { confidence: 'medium' as const }),
    ...(loss === 'owner' && { severity: 'info' as const }),
    ...(path.length > 0 && { related: path.slice(-MAX_STEPS).map(({ at, message }) => ({ at, message })) }),
    ...(suggestion !== undefined && { suggestions: [suggestion] }),
  };
}

const deferralOf = (pkg: Package, call: Call, release: string, { name }: GoSymbol): FixDetail | undefined =>
  deferAfter(pkg, call, `defer ${release}`, `Release ${name} when the function returns`);
/** `resp.Body.Close()`, `cancel()`, or `tx.Rollback(…)` of a method that needs arguments; without a holder, the method. */
function releaseText(pkg: Package, spec: Resource, field: FieldCell | undefined, holder: GoSymbol | undefined): string {
  // What is listed last undoes everything: Rollback after Commit.
  const method = spec.releases.at(-1) ?? '';
  const carrier = [field?.name ?? holder?.name ?? '', spec.field ?? ''].filter(name => name !== '');
  const path = [...carrier, method].filter(name => name !== '').join('.');
  return `${path}(${holder !== undefined && hasParameters(pkg, holder, method) ? '…' : ''})`;
}

function hasParameters(pkg: Package, holder: GoSymbol, method: string): boolean {
  const member = method === '' ? undefined : findMember(pkg.types, pkg.typeOfSymbol(holder), method);
  return member?.kind === 'method' && member.type.parameters.length > (member.type.variadic ? 1 : 0);
}
