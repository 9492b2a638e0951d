/**
 * The callers of the functions that have findings, across the packages of a run: from package to package, until code is
 * found that runs again, or main and its like are come to everywhere. What nobody is seen to call may run again; but where
 * programs of the run are the only callers, others in other modules are not expected. Dead packages are no callers.
 *
 * In import order callers come after what they call. So a unit is asked while it is analysed, about all that the units
 * below it have left open. A unit that is not above a method can still call it through an interface: if it mentions the
 * name, it is read a second time after the pass.
 */
import type { EntryPoint } from '../semantic/lifetime/entry-point.ts';
import { textOf } from '../workspace/disk.ts';
import type { Unit } from '../workspace/model.ts';
import type { DeadPackages } from './dead-packages.ts';
import { canMention, mentionedIn } from './mentioned.ts';
import type { Trace, UnitResult, Unsettled } from './protocol.ts';
import { type Inquiry, sizeOf } from './schedule.ts';

/** A thread that answers how entry points run by what one unit does with them. */
export interface Tracer {
  trace(unit: Unit, entries: readonly EntryPoint[]): Promise<readonly Trace[]>;
}

/** For what more units than this must be read again is not followed: its name is one that many methods have. */
const MAX_UNITS = 8;

/** What is known of an entry point. */
interface Node {
  readonly entry: EntryPoint;
  runsAgain: boolean;
  /** Whether a package runs it from what the process starts with. */
  isReached: boolean;
  /** Keys of the entry points that lead to it. */
  readonly callers: Set<string>;
  /** Ids of the units that were asked about it while they were analysed. */
  readonly asked: Set<string>;
  /** How many units must be read a second time for it. */
  readings: number;
}

interface Question {
  readonly unit: Unit;
  readonly nodes: readonly Node[];
}

export class Callers implements Inquiry {
  private readonly libraries: readonly Unit[];
  private readonly dead: DeadPackages;
  private readonly nodes = new Map<string, Node>();
  /** By the id of a unit, what it and the units below it have left open. */
  private readonly leftBy = new Map<string, ReadonlySet<Node>>();

  constructor(units: readonly Unit[], dead: DeadPackages) {
    this.dead = dead;
    this.libraries = units.filter(({ variant }) => variant === 'library');
  }

  /** Depends on the units below alone, but for what is known to run again, which no more answers change. */
  questionsFor(unit: Unit): readonly EntryPoint[] {
    if (unit.variant !== 'library') return [];
    const nodes = this.openBelow(unit).filter(({ entry }) => canMention(unit, entry));
    if (nodes.length > 0 && this.dead.has(unit)) return [];
    for (const { asked } of nodes) asked.add(unit.id);
    return nodes.map(({ entry }) => entry);
  }

  note(unit: Unit, { unsettled, traces }: UnitResult): void {
    const callers = traces.flatMap(trace => this.callersBy(trace));
    const entries = [...unsettled.flatMap(each => each.entries), ...callers];
    const left = [...this.openBelow(unit), ...entries.map(entry => this.nodeOf(entry))];
    this.leftBy.set(unit.id, new Set(left));
  }

  private openBelow({ dependencies }: Unit): Node[] {
    const below = new Set(dependencies.flatMap(id => [...(this.leftBy.get(id) ?? [])]));
    return [...below].filter(node => this.isOpen(node));
  }

  private isOpen(node: Node): boolean {
    node.runsAgain ||= this.leadingTo([node.entry]) === undefined;
    return !node.runsAgain;
  }

  private nodeOf(entry: EntryPoint): Node {
    let node = this.nodes.get(entry.key);
    if (node === undefined) {
      const { isReached, callers } = entry;
      node = { entry, runsAgain: false, isReached, callers: new Set(callers), asked: new Set(), readings: 0 };
      this.nodes.set(entry.key, node);
    }
    return node;
  }

  /** The entry points that lead to one that a unit mentions. */
  private callersBy({ key, runs }: Trace): readonly EntryPoint[] {
    const node = this.nodes.get(key);
    if (runs === undefined || node === undefined) return [];
    if (runs === 'again') {
      node.runsAgain = true;
      return [];
    }
    node.isReached ||= runs.length === 0;
    for (const caller of runs) node.callers.add(caller.key);
    return runs;
  }

  /** Asks the units that were not asked in the pass, one step from package to package at a time. */
  async follow(findings: readonly Unsettled[], tracers: readonly Tracer[]): Promise<void> {
    const done = new Set<Node>();
    for (;;) {
      const open = this.wantedFor(findings).filter(node => !done.has(node));
      if (open.length === 0) return;
      for (const node of open) done.add(node);
      await this.ask(this.questionsAbout(open), tracers);
    }
  }

  /** All that is seen to lead to findings of which nothing is seen to run again. */
  private wantedFor(findings: readonly Unsettled[]): readonly Node[] {
    const keys = new Set(findings.flatMap(({ entries }) => [...(this.leadingTo(entries) ?? [])]));
    return [...keys].flatMap(key => this.nodes.get(key) ?? []);
  }

  /** Small units come first: one that runs an entry point again spares the others. */
  private questionsAbout(open: readonly Node[]): Question[] {
    const questions: Question[] = [];
    for (const unit of this.libraries) {
      const unasked = open.filter(({ asked }) => !asked.has(unit.id)).map(({ entry }) => entry);
      const mentioned = mentionedIn(unit, unasked, textsOf(unit));
      if (mentioned.length === 0 || this.dead.has(unit)) continue;
      const nodes = mentioned.map(entry => this.nodeOf(entry));
      for (const node of nodes) node.runsAgain ||= ++node.readings > MAX_UNITS;
      questions.push({ unit, nodes });
    }
    return questions.sort((a, b) => sizeOf(a.unit) - sizeOf(b.unit));
  }

  private async ask(questions: Question[], tracers: readonly Tracer[]): Promise<void> {
    const work = async (tracer: Tracer): Promise<void> => {
      for (let next = questions.shift(); next !== undefined; next = questions.shift()) {
        const open = next.nodes.filter(node => this.isOpen(node)).map(({ entry }) => entry);
        if (open.length === 0) continue;
        const traces = await tracer.trace(next.unit, open);
        for (const trace of traces) for (const caller of this.callersBy(trace)) this.nodeOf(caller);
      }
    };
    await Promise.all(tracers.map(work));
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

function* textsOf({ files }: Unit): Generator<string> {
  for (const { path } of files) yield textOf(path);
}
