/**
 * Runs the units in import order: a unit starts when those that it depends on are done. The results come back in the
 * order of the units, whatever the number of threads.
 */
import type { EntryPoint } from '../semantic/lifetime/entry-point.ts';
import type { Unit } from '../workspace/model.ts';
import type { UnitFacts, UnitResult, Wants } from './protocol.ts';

/** A thread, or the calling one, that analyses one unit at a time. */
export interface Executor {
  /** Makes facts known before any later `analyse`. */
  learn(facts: UnitFacts): void;
  analyse(unit: Unit, wants: Wants): Promise<UnitResult>;
}

/** Who asks units, while they are analysed, about entry points of the units that they are built on. */
export interface Inquiry {
  questionsFor(unit: Unit): readonly EntryPoint[];
  /** Comes before any question for a unit that depends on this one. */
  note(unit: Unit, result: UnitResult): void;
}

/** Rejects if an executor does. */
export function runUnits(
  units: readonly Unit[],
  executors: readonly Executor[],
  inquiry: Inquiry,
  onDone: (done: number) => void,
): Promise<readonly UnitResult[]> {
  const ids = new Set(units.map(({ id }) => id));
  const waitingFor = new Map(units.map(unit => [unit.id, unit.dependencies.filter(id => ids.has(id)).length]));
  const dependents = dependentsOf(units);
  const ready = new ReadyQueue(units.filter(unit => waitingFor.get(unit.id) === 0));
  const results = new Map<string, UnitResult>();

  const finish = (unit: Unit, result: UnitResult): void => {
    inquiry.note(unit, result);
    results.set(result.unit, result);
    onDone(results.size);
    const { facts } = result;
    if (facts !== undefined) for (const executor of executors) executor.learn(facts);
    for (const dependent of dependents.get(unit.id) ?? []) {
      const left = (waitingFor.get(dependent.id) ?? 0) - 1;
      waitingFor.set(dependent.id, left);
      if (left === 0) ready.add(dependent);
    }
  };

  return new Promise((resolve, reject) => {
    const idle = [...executors];
    const start = (executor: Executor, unit: Unit): void => {
      const wants = { facts: dependents.has(unit.id), entries: inquiry.questionsFor(unit) };
      executor.analyse(unit, wants).then(result => {
        finish(unit, result);
        idle.push(executor);
        dispatch();
      }, reject);
    };
    const dispatch = (): void => {
      if (results.size === units.length) {
        resolve(units.flatMap(unit => results.get(unit.id) ?? []));
        return;
      }
      for (let unit = ready.peek(); unit !== undefined && idle.length > 0; unit = ready.peek()) {
        const executor = idle.pop();
        if (executor === undefined) return;
        ready.take();
        start(executor, unit);
      }
    };
    dispatch();
  });
}

/** By the id of a unit, those that wait for it. */
function dependentsOf(units: readonly Unit[]): ReadonlyMap<string, readonly Unit[]> {
  const dependents = new Map<string, Unit[]>();
  for (const unit of units) {
    for (const id of unit.dependencies) dependents.set(id, [...(dependents.get(id) ?? []), unit]);
  }
  return dependents;
}

/** Units that can start, the largest first: a large one left for the end would keep a single thread busy. */
class ReadyQueue {
  private readonly units: Unit[] = [];

  constructor(units: readonly Unit[]) {
    for (const unit of units) this.add(unit);
  }

  add(unit: Unit): void {
    const size = sizeOf(unit);
    const at = this.units.findIndex(other => sizeOf(other) < size);
    this.units.splice(at < 0 ? this.units.length : at, 0, unit);
  }

  peek(): Unit | undefined {
    return this.units[0];
  }

  take(): void {
    this.units.shift();
  }
}

export function sizeOf(unit: Unit): number {
  return unit.files.reduce((bytes, file) => bytes + file.size, 0);
}
