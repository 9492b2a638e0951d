/**
 * Decodes a profile of memory or goroutines in pprof's protobuf form.
 *
 * Takes bytes that are already inflated and may be a profile, as reader.ts knows. Profiles of other kinds are refused
 * with a UsageError that says what they are; a damaged file never gives a number.
 */
import { UsageError } from '../base/errors.ts';
import type { FunctionMessage, LocationMessage, ProfileMessage, SampleMessage } from './messages.ts';
import { readProfileMessage } from './messages.ts';
import type { Frame, GoroutineState, Profile, ProfiledFunction, Sample, SampleType } from './profile.ts';
import { MAX_STACK_ROWS } from './profile.ts';
import { pruneStacks } from './prune.ts';
import { RegexpError } from './regexp.ts';
import type { Identifier } from './wire.ts';
import { WireError } from './wire.ts';

const HEAP_TYPES: readonly string[] = ['alloc_objects', 'alloc_space', 'inuse_objects', 'inuse_space'];

/** `location` is the file's name as the user gave it; errors are UsageErrors that start with it. */
export function decodeProfile(bytes: Uint8Array, location: string): Profile {
  try {
    return resolveProfile(readProfileMessage(bytes), location);
  } catch (error) {
    if (error instanceof WireError) throw damaged(location, error);
    if (error instanceof RegexpError) throw unreadableFrames(location, error);
    throw error;
  }
}

function damaged(location: string, cause: WireError): UsageError {
  return new UsageError(
    {
      location,
      problem: `not a pprof profile, or damaged or cut off: ${cause.message}`,
      remedy: 'Record or download it again; `go tool pprof -raw FILE` tells whether pprof can read it.',
    },
    { cause },
  );
}

function unreadableFrames(location: string, cause: RegexpError): UsageError {
  return new UsageError(
    {
      location,
      problem: `drop_frames or keep_frames of the profile cannot be read: ${cause.message}`,
      remedy: 'Profiles of Go programs have neither: give the profile as the program wrote it.',
    },
    { cause },
  );
}

function resolveProfile(message: ProfileMessage, location: string): Profile {
  if (message.strings[0] !== '') throw new WireError('the table of strings is missing');
  const text = (index: number): string => {
    const found = message.strings[index];
    if (found === undefined) throw new WireError(`string ${String(index)} is missing`);
    return found;
  };
  const sampleTypes = message.sampleTypes.map(({ type, unit }) => ({ type: text(type), unit: text(unit) }));
  const kind = kindOf(sampleTypes, text(message.defaultSampleType), location);
  const periodUnit = message.periodType === undefined ? '' : text(message.periodType.unit);
  const period = periodUnit === 'bytes' && message.period > 0 ? message.period : 0;
  const stacks = new StackTable(message, text);
  const rawCountOf = rawCounter(message, sampleTypes, period, text);
  const samples = message.samples.map((sample): Sample => {
    if (sample.values.length !== sampleTypes.length) throw new WireError('a sample lacks values');
    const measured = { stack: stacks.of(sample), values: sample.values, rawCount: rawCountOf(sample) };
    return kind === 'goroutineleak' ? { ...measured, goroutine: LEAKED } : measured;
  });
  checkSums(samples, sampleTypes.length);
  return { kind, sampleTypes, frames: stacks.frames, samples, period };
}

function kindOf(types: readonly SampleType[], defaultType: string, location: string): Profile['kind'] {
  if (types.length === 0) throw new WireError('it names no sample types');
  if (types.some(({ type }) => HEAP_TYPES.includes(type))) {
    return defaultType === 'alloc_space' ? 'allocs' : 'heap';
  }
  const names = types.map(({ type }) => type);
  for (const kind of ['goroutine', 'goroutineleak'] as const) if (names.includes(kind)) return kind;
  throw new UsageError({
    location,
    problem: `this is ${nameOfKind(names)} (sample types ${names.join(', ')}); not one of memory or goroutines`,
    remedy: 'Record /debug/pprof/heap or /debug/pprof/goroutine of the program, or `go test -memprofile FILE`.',
  });
}

function nameOfKind(types: readonly string[]): string {
  if (types.includes('cpu')) return 'a CPU profile';
  if (types.includes('threadcreate')) return 'a threadcreate profile';
  if (types.includes('contentions')) return 'a block or mutex profile';
  return 'a profile of another kind';
}

const LEAKED: GoroutineState = { status: undefined, minutes: undefined, createdBy: undefined, leaked: true };

/** Totals above 2^53 would be rounded, so no number from such a file could be trusted. */
function checkSums(samples: readonly Sample[], types: number): void {
  for (let type = 0; type < types; type++) {
    let sum = 0;
    for (const { values } of samples) sum += Math.abs(values[type] ?? 0);
    if (sum > Number.MAX_SAFE_INTEGER) throw new WireError('the values add up to more than 2^53');
  }
}

/** Of floating point, in a count of samples. */
const ROUNDING = 1e-6;

/**
 * Recovers how often the profiler sampled a stack: the writer scaled the count by 1/(1-exp(-size/period)), with the
 * block size that it left in the label `bytes`, and cut it to a whole number (runtime/pprof/protomem.go). The count
 * before that is the next whole number. Not valid for the difference of two profiles, which is told by
 * its duration or by negative values.
 */
function rawCounter(
  message: ProfileMessage,
  sampleTypes: readonly SampleType[],
  period: number,
  text: (index: number) => string,
): (sample: SampleMessage) => number | undefined {
  const objects = sampleTypes.findIndex(({ type }) => type === 'alloc_objects');
  const isDifference = message.duration !== 0 || message.samples.some(({ values }) => values.some(value => value < 0));
  if (objects < 0 || period === 0 || isDifference) return () => undefined;
  return sample => {
    const size = sample.labels.find(label => text(label.key) === 'bytes')?.number;
    const count = sample.values[objects];
    if (count === 0) return 0;
    if (count === undefined || size === undefined || size <= 0) return undefined;
    return period === 1 ? count : Math.ceil(count * -Math.expm1(-size / period) - ROUNDING);
  };
}

/** Turns the location ids of samples into stacks of frames, each distinct (function, line) being one frame. */
class StackTable {
  readonly frames: Frame[] = [];

  private readonly functions = new Map<Identifier, ProfiledFunction>();
  private readonly frameIds = new Map<ProfiledFunction, Map<number, number>>();
  private readonly locationIndex = new Map<Identifier, number>();
  private readonly locations: readonly (readonly number[])[];
  private readonly prune: (stack: readonly number[]) => readonly number[];
  private rows = 0;

  constructor(message: ProfileMessage, text: (index: number) => string) {
    for (const fn of message.functions) this.functions.set(fn.id, resolveFunction(fn, text));
    const expanded = message.locations.map((location, index) => {
      this.locationIndex.set(location.id, index);
      return this.expand(location, text(message.mappings.get(location.mapping) ?? 0));
    });
    const pruned = pruneStacks(expanded, this.frames, text(message.dropFrames), text(message.keepFrames));
    this.locations = pruned.locations;
    this.prune = pruned.cut;
  }

  of(sample: SampleMessage): number[] {
    const locations = sample.locations.map(id => {
      const index = this.locationIndex.get(id);
      if (index === undefined) throw new WireError(`location ${String(id)} is missing`);
      return index;
    });
    const stack: number[] = [];
    for (const location of this.prune(locations)) {
      const frames = this.locations[location] ?? [];
      this.rows += frames.length;
      if (this.rows > MAX_STACK_ROWS) throw new WireError('its stacks are longer than any real profile has');
      for (const frame of frames) stack.push(frame);
    }
    return stack;
  }

  private expand(location: LocationMessage, binary: string): number[] {
    if (location.lines.length === 0) return [this.frame(UNKNOWN_FUNCTION, 0, binary)];
    return location.lines.map(({ function: id, line }) => {
      const fn = this.functions.get(id);
      if (fn === undefined) throw new WireError(`function ${String(id)} is missing`);
      return this.frame(fn, line, fn.name === '' ? binary : '');
    });
  }

  private frame(fn: ProfiledFunction, line: number, binary: string): number {
    if (fn.name === '') return this.frames.push({ function: fn, line, binary }) - 1;
    let byLine = this.frameIds.get(fn);
    if (byLine === undefined) this.frameIds.set(fn, (byLine = new Map<number, number>()));
    let id = byLine.get(line);
    if (id === undefined) byLine.set(line, (id = this.frames.push({ function: fn, line, binary }) - 1));
    return id;
  }
}

const UNKNOWN_FUNCTION: ProfiledFunction = { name: '', file: '', startLine: 0 };

function resolveFunction(fn: FunctionMessage, text: (index: number) => string): ProfiledFunction {
  return { name: text(fn.name), file: text(fn.file), startLine: fn.startLine };
}
