/**
 * The messages of profile.proto as they lie in the file: ids and string indices not yet resolved.
 *
 * Field numbers: github.com/google/pprof, proto/profile.proto. Unknown fields are skipped. Ids are resolved by
 * decode.ts after the whole pass, because Go writes locations and functions between and after the samples that use
 * them.
 */
import type { Identifier } from './wire.ts';
import { WireReader } from './wire.ts';

export interface ValueTypeMessage {
  type: number;
  unit: number;
}

/** Room for one sample, to be used for all: the counts say how much of each array is in use. */
export interface SampleMessage {
  readonly locations: Identifier[];
  locationCount: number;
  readonly values: number[];
  valueCount: number;
  /** Keys and numeric values of labels, in turn. */
  readonly labels: number[];
  labelCount: number;
}

export interface LineMessage {
  function: Identifier;
  line: number;
}

export interface LocationMessage {
  id: Identifier;
  mapping: Identifier;
  readonly lines: LineMessage[];
}

export interface FunctionMessage {
  id: Identifier;
  name: number;
  file: number;
  startLine: number;
}

export interface ProfileMessage {
  readonly sampleTypes: ValueTypeMessage[];
  /** Not read yet: there are too many to hold them in two forms. See `readSample`. */
  readonly samples: WireReader[];
  /** File name (a string index) of each mapping. */
  readonly mappings: Map<Identifier, number>;
  readonly locations: LocationMessage[];
  readonly functions: FunctionMessage[];
  readonly strings: string[];
  dropFrames: number;
  keepFrames: number;
  duration: number;
  periodType: ValueTypeMessage | undefined;
  period: number;
  defaultSampleType: number;
}

export function readProfileMessage(bytes: Uint8Array): ProfileMessage {
  const profile: ProfileMessage = {
    sampleTypes: [],
    samples: [],
    mappings: new Map(),
    locations: [],
    functions: [],
    strings: [],
    dropFrames: 0,
    keepFrames: 0,
    duration: 0,
    periodType: undefined,
    period: 0,
    defaultSampleType: 0,
  };
  const text = new TextDecoder();
  const decodeText = (content: Uint8Array): string => text.decode(content);
  const reader = new WireReader(bytes);
  while (reader.next()) readProfileField(reader, profile, decodeText);
  return profile;
}

function readProfileField(
  reader: WireReader,
  profile: ProfileMessage,
  decodeText: (bytes: Uint8Array) => string,
): void {
  switch (reader.field) {
    case 1:
      profile.sampleTypes.push(readValueType(reader.message()));
      break;
    case 2:
      profile.samples.push(reader.message());
      break;
    case 3:
      readMapping(reader.message(), profile.mappings);
      break;
    case 4:
      profile.locations.push(readLocation(reader.message()));
      break;
    case 5:
      profile.functions.push(readFunction(reader.message()));
      break;
    case 6:
      profile.strings.push(decodeText(reader.delimited()));
      break;
    default:
      readProfileScalar(reader, profile);
  }
}

function readProfileScalar(reader: WireReader, profile: ProfileMessage): void {
  switch (reader.field) {
    case 7:
      profile.dropFrames = reader.integer();
      break;
    case 8:
      profile.keepFrames = reader.integer();
      break;
    case 10:
      profile.duration = reader.integer();
      break;
    case 11:
      profile.periodType = readValueType(reader.message());
      break;
    case 12:
      profile.period = reader.integer();
      break;
    case 14:
      profile.defaultSampleType = reader.integer();
      break;
    default:
      reader.skip();
  }
}

function readValueType(reader: WireReader): ValueTypeMessage {
  const value = { type: 0, unit: 0 };
  while (reader.next()) {
    if (reader.field === 1) value.type = reader.integer();
    else if (reader.field === 2) value.unit = reader.integer();
    else reader.skip();
  }
  return value;
}

export function emptySample(): SampleMessage {
  return { locations: [], locationCount: 0, values: [], valueCount: 0, labels: [], labelCount: 0 };
}

/** Overwrites `into`. */
export function readSample(reader: WireReader, into: SampleMessage): void {
  into.locationCount = 0;
  into.valueCount = 0;
  into.labelCount = 0;
  while (reader.next()) {
    if (reader.field === 1) into.locationCount = reader.identifiers(into.locations, into.locationCount);
    else if (reader.field === 2) into.valueCount = reader.integers(into.values, into.valueCount);
    else if (reader.field === 3) readLabel(reader.message(), into);
    else reader.skip();
  }
}

function readLabel(reader: WireReader, into: SampleMessage): void {
  let key = 0;
  let number = 0;
  while (reader.next()) {
    if (reader.field === 1) key = reader.integer();
    else if (reader.field === 3) number = reader.integer();
    else reader.skip();
  }
  into.labels[into.labelCount++] = key;
  into.labels[into.labelCount++] = number;
}

function readMapping(reader: WireReader, mappings: Map<Identifier, number>): void {
  let id: Identifier = 0;
  let file = 0;
  while (reader.next()) {
    if (reader.field === 1) id = reader.identifier();
    else if (reader.field === 5) file = reader.integer();
    else reader.skip();
  }
  mappings.set(id, file);
}

function readLocation(reader: WireReader): LocationMessage {
  const location: LocationMessage = { id: 0, mapping: 0, lines: [] };
  while (reader.next()) {
    if (reader.field === 1) location.id = reader.identifier();
    else if (reader.field === 2) location.mapping = reader.identifier();
    else if (reader.field === 4) location.lines.push(readLine(reader.message()));
    else reader.skip();
  }
  return location;
}

function readLine(reader: WireReader): LineMessage {
  const line: LineMessage = { function: 0, line: 0 };
  while (reader.next()) {
    if (reader.field === 1) line.function = reader.identifier();
    else if (reader.field === 2) line.line = reader.integer();
    else reader.skip();
  }
  return line;
}

function readFunction(reader: WireReader): FunctionMessage {
  const fn: FunctionMessage = { id: 0, name: 0, file: 0, startLine: 0 };
  while (reader.next()) {
    if (reader.field === 1) fn.id = reader.identifier();
    else if (reader.field === 2) fn.name = reader.integer();
    else if (reader.field === 4) fn.file = reader.integer();
    else if (reader.field === 5) fn.startLine = reader.integer();
    else reader.skip();
  }
  return fn;
}
