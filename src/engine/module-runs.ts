/**
 * Settles what one package cannot: whether a function runs once in the life of its process, by all that comes to it from
 * other packages of the run.
 *
 * A second look after all units are done, so that only findings cost. It goes from the functions of findings to their
 * callers, unit by unit, until it has come to code that runs again, or to main and its like everywhere. What nobody is
 * seen to call may run again; but where programs of the run are the only callers, others in other modules are not
 * expected.
 */
import { readFileSync } from 'node:fs';
import type { Finding } from '../base/finding.ts';
import type { EntryPoint } from '../semantic/lifetime/entry-point.ts';
import type { Unit } from '../workspace/model.ts';
import type { Traces, UnitResult, Unsettled } from './protocol.ts';

/** A thread that answers how entry points run by what one unit does with them. */
export interface Tracer {
  trace(unit: Unit, entries: readonly EntryPoint[]): Promise<Traces>;
}

/** What more units than this mention is not followed: many callers, or a name that many methods have. */
const MAX_UNITS = 8;

/** The results without the findings that turn out to be in code that runs once, or with these in their other tier. */
export async function settle(
  units: readonly Unit[],
  results: readonly UnitResult[],
  tracers: readonly Tracer[],
): Promise<readonly UnitResult[]> {
  const open = results.flatMap(({ unsettled }) => unsettled);
  if (open.length === 0) return results;
  const callers = new Callers(units, tracers);
  await callers.follow(open);
  return results.map(result => {
    const once = result.unsettled.filter(each => callers.areSingle(each.entries));
    const byFingerprint = new Map(once.map(each => [each.fingerprint, each]));
    return {
      ...result,
      findings: settled(result.findings, byFingerprint),
      suppressed: settled(result.suppressed, byFingerprint),
    };
  });
}

function settled(findings: readonly Finding[], once: ReadonlyMap<string, Unsettled>): Finding[] {
  return findings.flatMap(finding => {
    const found = once.get(finding.fingerprint);
    if (found === undefined) return [finding];
    return found.tier === undefined ? [] : [{ ...finding, tier: found.tier }];
  });
}

/** What is known of an entry point. */
interface Node {
  runsAgain: boolean;
  /** Whether a package runs it from what the process starts with. */
  isReached: boolean;
  /** Keys of the entry points that lead to it. */
  readonly callers: Set<string>;
}

class Callers {
  private readonly libraries: readonly Unit[];
  private readonly tracers: readonly Tracer[];
  private readonly nodes = new Map<string, Node>();

  constructor(units: readonly Unit[], tracers: readonly Tracer[]) {
    this.libraries = units.filter(({ variant }) => variant === 'library');
    this.tracers = tracers;
  }

  /** Looks for all that leads to findings, one step from package to package at a time, as long as nothing runs again. */
  async follow(findings: readonly Unsettled[]): Promise<void> {
    let open = this.added(findings.flatMap(({ entries }) => entries));
    while (open.length > 0) {
      const answers = await this.ask(this.questionsAbout(open));
      const wanted = new Set(findings.flatMap(({ entries }) => [...(this.leadingTo(entries) ?? [])]));
      open = this.added(answers.flat().filter(({ key }) => wanted.has(key)));
    }
  }

  private added(entries: readonly EntryPoint[]): EntryPoint[] {
    return entries.filter(({ key, isReached, callers }) => {
      if (this.nodes.has(key)) return false;
      this.nodes.set(key, { runsAgain: false, isReached, callers: new Set(callers) });
      return true;
    });
  }

  private questionsAbout(entries: readonly EntryPoint[]): Map<Unit, EntryPoint[]> {
    const mentioned = new Map<EntryPoint, Unit[]>(entries.map(entry => [entry, []]));
    for (const unit of this.libraries) {
      for (const entry of mentionedIn(unit, entries)) mentioned.get(entry)?.push(unit);
    }
    const questions = new Map<Unit, EntryPoint[]>();
    for (const [entry, units] of mentioned) {
      if (units.length > MAX_UNITS) this.noteAgain(entry);
      else for (const unit of units) questions.set(unit, [...(questions.get(unit) ?? []), entry]);
    }
    return questions;
  }

  private noteAgain({ key }: EntryPoint): void {
    const node = this.nodes.get(key);
    if (node !== undefined) node.runsAgain = true;
  }

  /** The entry points that were not known before. */
  private async ask(questions: ReadonlyMap<Unit, readonly EntryPoint[]>): Promise<EntryPoint[][]> {
    const open = [...questions];
    const found: EntryPoint[][] = [];
    const work = async (tracer: Tracer): Promise<void> => {
      for (let next = open.shift(); next !== undefined; next = open.shift()) {
        const [unit, entries] = next;
        found.push(this.note(entries, await tracer.trace(unit, entries)));
      }
    };
    await Promise.all(this.tracers.map(work));
    return found;
  }

  private note(entries: readonly EntryPoint[], traces: Traces): EntryPoint[] {
    return entries.flatMap((entry, index) => {
      const runs = traces[index];
      const node = this.nodes.get(entry.key);
      if (runs === undefined || node === undefined) return [];
      if (runs === 'again') {
        node.runsAgain = true;
        return [];
      }
      node.isReached ||= runs.length === 0;
      for (const { key } of runs) node.callers.add(key);
      return [...runs];
    });
  }

  /** Whether all that leads to the entry points starts in code that runs once. */
  areSingle(entries: readonly EntryPoint[]): boolean {
    const leading = this.leadingTo(entries);
    if (leading === undefined) return false;
    const reached = this.reachedAmong(leading);
    return [...leading].every(key => reached.has(key));
  }

  /** The keys of entry points and of all that is seen to lead to them; undefined if one of these runs again. */
  private leadingTo(entries: readonly EntryPoint[]): ReadonlySet<string> | undefined {
    const leading = new Set(entries.map(({ key }) => key));
    // A set grows while it is walked through.
    for (const key of leading) {
      const node = this.nodes.get(key);
      if (node?.runsAgain === true) return undefined;
      for (const caller of node?.callers ?? []) leading.add(caller);
    }
    return leading;
  }

  /** Those that are reached, directly or by a caller that is. */
  private reachedAmong(keys: ReadonlySet<string>): ReadonlySet<string> {
    const reached = new Set([...keys].filter(key => this.nodes.get(key)?.isReached === true));
    for (let before = -1; before < reached.size;) {
      before = reached.size;
      for (const key of keys) {
        if ([...(this.nodes.get(key)?.callers ?? [])].some(caller => reached.has(caller))) reached.add(key);
      }
    }
    return reached;
  }
}

/** The entry points of other packages that the text of a unit may speak of; a function only by importing its package. */
function mentionedIn(unit: Unit, entries: readonly EntryPoint[]): readonly EntryPoint[] {
  const foreign = entries.filter(({ key, name, isMethod }) => {
    if (key.startsWith(`${unit.importPath}.`)) return false;
    return isMethod || unit.imports.includes(key.slice(0, -name.length - 1));
  });
  if (foreign.length === 0) return [];
  const names = new Set(foreign.map(({ name }) => name));
  const pattern = new RegExp(`\\.(${[...names].join('|')})\\b`, 'gu');
  const found = new Set<string>();
  for (const { path } of unit.files) {
    for (const [, name = ''] of textOf(path).matchAll(pattern)) found.add(name);
  }
  return foreign.filter(({ name }) => found.has(name));
}

/** Empty if it cannot be read, which the analysis of its unit has told already. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
