/**
 * Runs the units in import order: a unit starts when those that it depends on are done. The results come back in the
 * order of the units, whatever the number of threads.
 */
import type { Unit } from '../workspace/model.ts';
import type { UnitFacts, UnitResult } from './protocol.ts';

/** A thread, or the calling one, that analyses one unit at a time. */
export interface Executor {
  /** Makes facts known before any later `analyse`. */
  learn(facts: UnitFacts): void;
  /** `needsFacts`: whether another unit depends on this one. */
  analyse(unit: Unit, needsFacts: boolean): Promise<UnitResult>;
}

/** Rejects if an executor does. */
export function runUnits(
  units: readonly Unit[],
  executors: readonly Executor[],
  onDone: (done: number) => void,
): Promise<readonly UnitResult[]> {
  const order = new Map(units.map((unit, index) => [unit.id, index]));
  const waitingFor = new Map(units.map(unit => [unit.id, unit.dependencies.filter(id => order.has(id)).length]));
  const dependents = new Map<string, string[]>();
  for (const unit of units) {
    for (const id of unit.dependencies) dependents.set(id, [...(dependents.get(id) ?? []), unit.id]);
  }
  const ready = new ReadyQueue(units.filter(unit => waitingFor.get(unit.id) === 0));
  const results = new Map<string, UnitResult>();

  const finish = (result: UnitResult): void => {
    results.set(result.unit, result);
    onDone(results.size);
    const { facts } = result;
    if (facts !== undefined) for (const executor of executors) executor.learn(facts);
    for (const id of dependents.get(result.unit) ?? []) {
      const left = (waitingFor.get(id) ?? 0) - 1;
      waitingFor.set(id, left);
      const unit = units[order.get(id) ?? -1];
      if (left === 0 && unit !== undefined) ready.add(unit);
    }
  };

  return new Promise((resolve, reject) => {
    const idle = [...executors];
    const dispatch = (): void => {
      if (results.size === units.length) {
        resolve(units.flatMap(unit => results.get(unit.id) ?? []));
        return;
      }
      for (let unit = ready.peek(); unit !== undefined && idle.length > 0; unit = ready.peek()) {
        const executor = idle.pop();
        if (executor === undefined) return;
        ready.take();
        executor.analyse(unit, dependents.has(unit.id)).then(result => {
          finish(result);
          idle.push(executor);
          dispatch();
        }, reject);
      }
    };
    dispatch();
  });
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

function sizeOf(unit: Unit): number {
  return unit.files.reduce((bytes, file) => bytes + file.size, 0);
}
