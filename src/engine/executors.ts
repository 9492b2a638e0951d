/**
 * Where units are analysed: on the calling thread for small runs, on worker threads for large ones.
 */
import { Worker } from 'node:worker_threads';
import type { EntryPoint } from '../semantic/lifetime/entry-point.ts';
import type { Unit } from '../workspace/model.ts';
import { analyseUnit, traceEntries } from './analyse.ts';
import { loadAnalyser } from './analyser.ts';
import { workerUrl } from './assets.ts';
import type { AnalysisSettings, FromWorker, ToWorker, Trace, UnitFacts, UnitResult, Wants } from './protocol.ts';
import type { Tracer } from './callers.ts';
import type { Executor } from './schedule.ts';

export async function createLocalExecutor(settings: AnalysisSettings): Promise<Executor & Tracer> {
  const analyser = await loadAnalyser(settings);
  return {
    learn: facts => {
      analyser.store.add(facts);
    },
    // A macrotask between units lets progress be shown.
    analyse: (unit, wants) => soon(() => analyseUnit(analyser, unit, wants)),
    trace: (unit, entries) => soon(() => traceEntries(analyser, unit, entries)),
  };
}

function soon<T>(work: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    setImmediate(() => {
      try {
        resolve(work());
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  });
}

/** Threads that must be closed when the run is over. */
export class WorkerPool {
  readonly executors: readonly (Executor & Tracer)[];
  private readonly workers: readonly Worker[];

  constructor(size: number, settings: AnalysisSettings) {
    this.workers = Array.from({ length: size }, () => new Worker(workerUrl(), { workerData: settings }));
    this.executors = this.workers.map(worker => new WorkerExecutor(worker));
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map(worker => worker.terminate()));
  }
}

type Answer = Exclude<FromWorker, { kind: 'ready' }>;

class WorkerExecutor implements Executor, Tracer {
  private readonly worker: Worker;
  private pending: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;
  private failure: Error | undefined;

  constructor(worker: Worker) {
    this.worker = worker;
    worker.on('message', (message: FromWorker) => {
      if (message.kind !== 'ready') this.pending?.resolve(message);
    });
    worker.on('error', error => {
      this.failure = error instanceof Error ? error : new Error(String(error));
      this.pending?.reject(this.failure);
    });
  }

  learn(facts: UnitFacts): void {
    this.send({ kind: 'facts', facts });
  }

  async analyse(unit: Unit, wants: Wants): Promise<UnitResult> {
    const answer = await this.ask({ kind: 'analyse', unit, wants });
    if (answer.kind !== 'result') throw new Error(`a worker answered ${answer.kind} instead of a result`);
    return answer.result;
  }

  async trace(unit: Unit, entries: readonly EntryPoint[]): Promise<readonly Trace[]> {
    const answer = await this.ask({ kind: 'trace', unit, entries });
    if (answer.kind !== 'traces') throw new Error(`a worker answered ${answer.kind} instead of traces`);
    return answer.traces;
  }

  private ask(message: ToWorker): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.failure !== undefined) {
        reject(this.failure);
        return;
      }
      this.pending = { resolve, reject };
      this.send(message);
    });
  }

  private send(message: ToWorker): void {
    this.worker.postMessage(message);
  }
}
