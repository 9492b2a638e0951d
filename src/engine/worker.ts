/**
 * A worker thread: keeps the facts that it is sent and analyses one unit at a time.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { analyseUnit, traceEntries } from './analyse.ts';
import { loadAnalyser } from './analyser.ts';
import type { AnalysisSettings, FromWorker, ToWorker } from './protocol.ts';

const port = parentPort;
if (port === null) throw new Error('worker.js is not a program of its own: run goleaklint');

const send = (message: FromWorker): void => {
  port.postMessage(message);
};
// The pool that starts this thread passes exactly this.
const analyser = await loadAnalyser(workerData as AnalysisSettings);
port.on('message', (message: ToWorker) => {
  switch (message.kind) {
    case 'facts':
      analyser.store.add(message.facts);
      return;
    case 'analyse':
      send({ kind: 'result', result: analyseUnit(analyser, message.unit, message.wants) });
      return;
    case 'trace':
      send({ kind: 'traces', traces: traceEntries(analyser, message.unit, message.entries) });
  }
});
send({ kind: 'ready' });
