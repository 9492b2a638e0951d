/**
 * Where units are analysed: on the calling thread for small runs, on worker threads for large ones.
 */
import { Worker } from 'node:worker_threads';
import type { Unit } from '../workspace/model.ts';
import { analyseUnit } from './analyse.ts';
import { loadAnalyser } from './analyser.ts';
import { workerUrl } from './assets.ts';
import type { AnalysisSettings, FromWorker, ToWorker, UnitFacts, UnitResult } from './protocol.ts';
import type { Executor } from './schedule.ts';

export async function createLocalExecutor(settings: AnalysisSettings): Promise<Executor> {
  const analyser = await loadAnalyser(settings);
  return {
    learn: facts => {
      analyser.store.add(facts);
    },
    // A macrotask between units lets progress be shown.
    analyse: (unit, needsFacts) =>
      new Promise((resolve, reject) => {
        setImmediate(() => {
          try {
            resolve(analyseUnit(analyser, unit, needsFacts));
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        });
      }),
  };
}

/** Threads that must be closed when the run is over. */
export class WorkerPool {
  readonly executors: readonly Executor[];
  private readonly workers: readonly Worker[];

  constructor(size: number, settings: AnalysisSettings) {
    this.workers = Array.from({ length: size }, () => new Worker(workerUrl(), { workerData: settings }));
    this.executors = this.workers.map(worker => new WorkerExecutor(worker));
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map(worker => worker.terminate()));
  }
}

class WorkerExecutor implements Executor {
  private readonly worker: Worker;
  private pending: { resolve: (result: UnitResult) => void; reject: (error: Error) => void } | undefined;
  private failure: Error | undefined;

  constructor(worker: Worker) {
    this.worker = worker;
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'result') this.pending?.resolve(message.result);
    });
    worker.on('error', error => {
      this.failure = error instanceof Error ? error : new Error(String(error));
      this.pending?.reject(this.failure);
    });
  }

  learn(facts: UnitFacts): void {
    this.send({ kind: 'facts', facts });
  }

  analyse(unit: Unit, needsFacts: boolean): Promise<UnitResult> {
    return new Promise((resolve, reject) => {
      if (this.failure !== undefined) {
        reject(this.failure);
        return;
      }
      this.pending = { resolve, reject };
      this.send({ kind: 'analyse', unit, needsFacts });
    });
  }

  private send(message: ToWorker): void {
    this.worker.postMessage(message);
  }
}
