/**
 * Why a goroutine waits, told by the innermost functions of its stack.
 *
 * A dump says it; protobuf form keeps the runtime's own frames, which tell as much; text form leaves out those of
 * package runtime. The words are those of a dump (runtime/runtime2.go, waitReasonStrings).
 */
import type { Profile, Sample } from '../profile.ts';

const REASONS: Readonly<Record<string, string>> = {
  'runtime.chansend1': 'chan send',
  'runtime.chanrecv1': 'chan receive',
  'runtime.chanrecv2': 'chan receive',
  'runtime.selectgo': 'select',
  'runtime.block': 'select (no cases)',
  'sync.runtime_Semacquire': 'semacquire',
  'sync.runtime_SemacquireMutex': 'sync.Mutex.Lock',
  'internal/sync.runtime_SemacquireMutex': 'sync.Mutex.Lock',
  'sync.runtime_SemacquireRWMutex': 'sync.RWMutex.Lock',
  'sync.runtime_SemacquireRWMutexR': 'sync.RWMutex.RLock',
  'sync.runtime_SemacquireWaitGroup': 'sync.WaitGroup.Wait',
  'sync.runtime_notifyListWait': 'sync.Cond.Wait',
  'time.Sleep': 'sleep',
  'internal/poll.runtime_pollWait': 'IO wait',
};

/** Whether something of the program must happen for the goroutine to go on. */
export function isOfSynchronization(reason: string): boolean {
  return /^(?:chan |select|semacquire|sync\.)/.test(reason);
}

/** Whether a function is one of those in which goroutines wait, rather than one of the program's. */
export function isWaiting(name: string): boolean {
  return /^(?:runtime|sync|internal\/sync)\./.test(name);
}

/** Under these the reason stands; deeper frames are the program's. */
const INNERMOST = 6;

/** Undefined if the profile does not tell, or for a goroutine that does not wait. */
export function waitReason({ frames }: Profile, { stack, goroutine }: Sample): string | undefined {
  if (goroutine?.status !== undefined) return goroutine.status;
  for (const frame of stack.slice(0, INNERMOST)) {
    const reason = REASONS[frames[frame]?.function.name ?? ''];
    if (reason !== undefined) return reason;
  }
  return undefined;
}
