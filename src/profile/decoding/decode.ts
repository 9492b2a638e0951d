/**
 * Decodes a profile of memory or goroutines in pprof's protobuf form.
 *
 * Takes bytes that are already inflated and may be a profile, as reader.ts knows. Profiles of other kinds are refused
 * with a UsageError that says what they are; a damaged file never gives a number.
 */
import { UsageError } from '../../base/errors.ts';
import type { FunctionMessage, LocationMessage, ProfileMessage, SampleMessage } from './messages.ts';
import { emptySample, readProfileMessage, readSample } from './messages.ts';
import type { Frame, Profile, ProfiledFunction, SampleType } from '../profile.ts';
import { LEAKED, MAX_STACK_ROWS } from '../profile.ts';
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
  const samples = readSamples(message, stacks, sampleTypes.length, blockSizeReader(text));
  const rawCountOf = rawCounter(message, samples, sampleTypes, period);
  const state = kind === 'goroutineleak' ? { goroutine: LEAKED } : {};
  return {
    kind,
    sampleTypes,
    frames: stacks.frames,
    samples: samples.map(({ stack, values, size }) => ({
      stack,
      values,
      rawCount: rawCountOf(values, size),
      ...state,
    })),
    period,
  };
}

interface SizedSample {
  readonly stack: readonly number[];
  readonly values: readonly number[];
  /** Of the blocks that were allocated, in bytes. */
  readonly size: number | undefined;
}

function readSamples(
  message: ProfileMessage,
  stacks: StackTable,
  types: number,
  sizeOf: (sample: SampleMessage) => number | undefined,
): SizedSample[] {
  const sample = emptySample();
  const sums = new Array<number>(types).fill(0);
  const samples = message.samples.map((reader): SizedSample => {
    readSample(reader, sample);
    if (sample.valueCount !== types) throw new WireError('a sample lacks values');
    const values = sample.values.slice(0, types);
    for (let type = 0; type < types; type++) sums[type] = (sums[type] ?? 0) + Math.abs(values[type] ?? 0);
    return { stack: stacks.of(sample), values, size: sizeOf(sample) };
  });
  // Totals above 2^53 would be rounded, so no number from such a file could be trusted.
  if (sums.some(sum => sum > Number.MAX_SAFE_INTEGER)) throw new WireError('the values add up to more than 2^53');
  return samples;
}

/** Reads the label `bytes`. */
function blockSizeReader(text: (index: number) => string): (sample: SampleMessage) => number | undefined {
  return ({ labels, labelCount }) => {
    for (let at = 0; at < labelCount; at += 2) if (text(labels[at] ?? 0) === 'bytes') return labels[at + 1];
    return undefined;
  };
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
    problem: `this is ${nameOfKind(names)} (sample types ${names.join(', ')}), not one of memory or goroutines`,
    remedy: 'Record /debug/pprof/heap or /debug/pprof/goroutine of the program, or `go test -memprofile FILE`.',
  });
}

function nameOfKind(types: readonly string[]): string {
  if (types.includes('cpu')) return 'a CPU profile';
  if (types.includes('threadcreate')) return 'a threadcreate profile';
  if (types.includes('contentions')) return 'a block or mutex profile';
  return 'a profile of another kind';
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
  samples: readonly SizedSample[],
  sampleTypes: readonly SampleType[],
  period: number,
): (values: readonly number[], size: number | undefined) => number | undefined {
  const objects = sampleTypes.findIndex(({ type }) => type === 'alloc_objects');
  const isDifference = message.duration !== 0 || samples.some(({ values }) => values.some(value => value < 0));
  if (objects < 0 || period === 0 || isDifference) return () => undefined;
  return (values, size) => {
    const count = values[objects];
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
  private readonly locationIndex: IdentifierTable;
  private readonly locations: readonly (readonly number[])[];
  private readonly prune: (stack: readonly number[]) => readonly number[];
  private readonly scratch: number[] = [];
  private rows = 0;

  constructor(message: ProfileMessage, text: (index: number) => string) {
    for (const fn of message.functions) {
      // As in two profiles that were written into one file: nobody could tell which is meant.
      if (this.functions.has(fn.id)) throw new WireError(`function ${String(fn.id)} is there twice`);
      this.functions.set(fn.id, resolveFunction(fn, text));
    }
    this.locationIndex = new IdentifierTable(message.locations.map(({ id }) => id));
    const expanded = message.locations.map(location => {
      return this.expand(location, text(message.mappings.get(location.mapping) ?? 0));
    });
    const pruned = pruneStacks(expanded, this.frames, text(message.dropFrames), text(message.keepFrames));
    this.locations = pruned.locations;
    this.prune = pruned.cut;
  }

  of({ locations: ids, locationCount }: SampleMessage): number[] {
    const indices = new Array<number>(locationCount);
    for (let at = 0; at < locationCount; at++) indices[at] = this.locationIndex.of(ids[at] ?? -1);
    let rows = 0;
    for (const location of this.prune(indices)) {
      const frames = this.locations[location] ?? [];
      this.rows += frames.length;
      if (this.rows > MAX_STACK_ROWS) throw new WireError('its stacks are longer than any real profile has');
      for (const frame of frames) this.scratch[rows++] = frame;
    }
    // A copy takes only the room that it needs.
    return this.scratch.slice(0, rows);
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

/** Finds the index of an id. Go numbers locations from 1 in order, where an array is much faster than a map. */
class IdentifierTable {
  private readonly dense: number[];
  private readonly sparse = new Map<Identifier, number>();

  constructor(ids: readonly Identifier[]) {
    this.dense = new Array<number>(ids.length + 1).fill(-1);
    for (const [index, id] of ids.entries()) {
      if (this.find(id) >= 0) throw new WireError(`location ${String(id)} is there twice`);
      if (typeof id === 'number' && id < this.dense.length) this.dense[id] = index;
      else this.sparse.set(id, index);
    }
  }

  of(id: Identifier): number {
    const index = this.find(id);
    if (index < 0) throw new WireError(`location ${String(id)} is missing`);
    return index;
  }

  private find(id: Identifier): number {
    if (typeof id === 'number' && id < this.dense.length) return this.dense[id] ?? -1;
    return this.sparse.get(id) ?? -1;
  }
}
