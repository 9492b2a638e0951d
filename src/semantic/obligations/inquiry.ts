/**
 * One question about a resource, through the functions that it passes: what each does with it is found out once.
 */
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { Evidence } from './evidence.ts';
import { failureOn, likeliestCause } from './failure.ts';
import { type Fate, Fates } from './fate.ts';
import { type Acquisition, Holders } from './holders.ts';
import { type Findings, type Missed, Search } from './search.ts';
import { contextHasEnded } from './seen-ended.ts';
import type { FunctionFate, Obligation, ObligationSpec, Settlement } from './spec.ts';

/** Functions that call functions deeper than this are taken to own what they get. */
const MAX_DEPTH = 4;

export class Inquiry {
  private readonly pkg: Package;
  private readonly spec: ObligationSpec;
  private readonly fates: Fates;
  private readonly known = new Map<GoFunction, Map<GoSymbol, FunctionFate>>();
  private depth = 0;

  constructor(pkg: Package, spec: ObligationSpec) {
    this.pkg = pkg;
    this.spec = spec;
    this.fates = new Fates(pkg, spec, (fn, symbol) => this.fateIn(fn, symbol, false));
  }

  /** What one use does with the resource. */
  fateOf(at: Place): Fate['kind'] {
    const fate = this.fates.of(at);
    if (fate.kind !== 'alias') return fate.kind;
    return fate.symbol.owner === undefined ? 'move' : this.ofVariable(fate.symbol.owner, fate.symbol);
  }

  /** What a function does with what its variable holds from the start. */
  ofVariable(fn: GoFunction, symbol: GoSymbol): Settlement | 'borrow' {
    const found = [...symbol.uses].map(at => this.fates.of(at).kind);
    if (found.includes('release')) return 'release';
    if (found.includes('maybe')) return 'maybe';
    return found.includes('move') || found.includes('alias') || symbol.owner !== fn ? 'move' : 'borrow';
  }

  obligation(fn: GoFunction, acquisition: Acquisition): Obligation {
    const { findings, doubtless, evidence, hasSettling } = this.search(fn, acquisition);
    const { holder } = acquisition;
    const [first] = doubtless;
    if (findings.gaveUp || (first === undefined && findings.missed.length > 0)) return { status: 'unknown', holder };
    if (first === undefined) return { status: statusOf(findings.settled), holder };
    const elsewhere = hasSettling ? { elsewhere: true as const } : {};
    const causes = doubtless.map(missed => failureOn(this.pkg, fn, missed));
    const failures = causes.filter(cause => cause !== undefined);
    const shown = doubtless[likeliestCause(this.pkg, causes)] ?? first;
    return {
      status: 'unmet',
      holder,
      ...elsewhere,
      ...endOf(fn, shown),
      ...(doubtless.some(({ how }) => !('exit' in how)) && { repeats: true }),
      path: evidence.pathOf(shown),
      ...(failures.length > 0 && { failures }),
      ...(failures.length === causes.length && { onlyFailures: true }),
    };
  }

  /** What the function does with a parameter, or with a variable that it captures. */
  fateIn(fn: GoFunction, symbol: GoSymbol, releaser: boolean): FunctionFate {
    const known = this.known.get(fn)?.get(symbol);
    if (known !== undefined) return known;
    if (this.depth >= MAX_DEPTH) return 'move';
    this.remember(fn, symbol, 'borrow');
    this.depth++;
    const { findings } = this.search(
      fn,
      { call: undefined, holder: symbol, outcome: undefined, exhausting: undefined },
      releaser,
    );
    this.depth--;
    const fate = fateOf(findings);
    this.remember(fn, symbol, fate);
    return fate;
  }

  private remember(fn: GoFunction, symbol: GoSymbol, fate: FunctionFate): void {
    const known = this.known.get(fn);
    if (known === undefined) this.known.set(fn, new Map([[symbol, fate]]));
    else known.set(symbol, fate);
  }

  /** Whether the resource has ended by itself where this way has been taken. */
  private hasEnded(fn: GoFunction, { call }: Acquisition, evidence: Evidence, missed: Missed): boolean {
    if (this.spec.endsWithContext !== true || call === undefined) return false;
    return contextHasEnded(this.pkg, this.pkg.callAt({ file: fn.place.file, node: call }), evidence.pathOf(missed));
  }

  private search(fn: GoFunction, acquisition: Acquisition, releaser = false): Answer {
    const holders = new Holders(this.pkg, fn, acquisition, releaser, this.fates, (...asked) => this.fateIn(...asked));
    const search = new Search(this.pkg, fn, this.spec, acquisition, holders);
    const findings = search.run();
    const evidence = new Evidence(this.pkg, fn, acquisition, holders, search.edgeFacts);
    const doubtless = findings.missed
      .filter(missed => !evidence.isDoubtful(missed))
      .filter(missed => !this.hasEnded(fn, acquisition, evidence, missed));
    const hasSettling = holders.events.some(({ kind }) => kind === 'settle' || kind === 'refer');
    return { findings, doubtless, evidence, hasSettling };
  }
}

interface Answer {
  readonly findings: Findings;
  /** The ways on which the resource is lost whatever the conditions mean. */
  readonly doubtless: readonly Missed[];
  readonly evidence: Evidence;
  readonly hasSettling: boolean;
}

function endOf(fn: GoFunction, { how }: Missed): Pick<Obligation, 'exit' | 'again' | 'overwritten'> {
  const { file } = fn.place;
  if ('exit' in how) return { exit: { file, node: how.exit.node } };
  return 'again' in how ? { again: true } : { overwritten: { file, node: how.overwritten } };
}

function statusOf(settled: ReadonlySet<Settlement>): 'met' | 'moved' | 'unknown' {
  if (settled.has('maybe')) return 'unknown';
  return settled.has('move') && !settled.has('release') ? 'moved' : 'met';
}

function fateOf({ missed, settled, gaveUp }: Findings): FunctionFate {
  if (gaveUp || missed.some(({ how }) => 'overwritten' in how)) return 'maybe';
  if (missed.length > 0) return settled.size > 0 ? 'maybe' : 'borrow';
  if (settled.size === 0) return 'endless';
  return settled.has('maybe') ? 'maybe' : settled.has('release') ? 'release' : 'move';
}
