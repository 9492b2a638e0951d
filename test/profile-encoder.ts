/** Encodes small profiles, so that tests can make what no profiler writes. */

export interface EncodedSample {
  /** Ids of locations, the innermost first. */
  readonly locations: readonly number[];
  readonly values: readonly (number | bigint)[];
  /** The label `bytes`. */
  readonly bytes?: number;
}

export interface EncodedFunction {
  readonly name: string;
  readonly file?: string;
  readonly startLine?: number;
}

export interface ProfileSpec {
  readonly types?: readonly (readonly [type: string, unit: string])[];
  /** Function ids count from 1 in this order. */
  readonly functions?: readonly EncodedFunction[];
  /** Location ids count from 1 in this order: rows of [function id, line], the innermost first. */
  readonly locations?: readonly (readonly (readonly [fn: number, line: number])[])[];
  readonly samples?: readonly EncodedSample[];
  readonly period?: number;
  readonly duration?: number;
  readonly dropFrames?: string;
  readonly keepFrames?: string;
  readonly defaultType?: string;
  /** Repeated numbers one by one instead of packed. */
  readonly unpacked?: boolean;
  /** Fields of every wire type that no version of the format has. */
  readonly unknownFields?: boolean;
}

export const HEAP_TYPES = [
  ['alloc_objects', 'count'],
  ['alloc_space', 'bytes'],
  ['inuse_objects', 'count'],
  ['inuse_space', 'bytes'],
] as const;

const DEFAULTS = {
  types: HEAP_TYPES,
  functions: [],
  locations: [],
  samples: [],
  period: 1,
  duration: 0,
  dropFrames: '',
  keepFrames: '',
  defaultType: '',
  unpacked: false,
  unknownFields: false,
} satisfies Required<ProfileSpec>;

export function encodeProfile(given: ProfileSpec): Uint8Array {
  const spec: Required<ProfileSpec> = { ...DEFAULTS, ...given };
  const strings: string[] = [''];
  const text = (value: string): number => {
    const known = strings.indexOf(value);
    return known >= 0 ? known : strings.push(value) - 1;
  };
  const fields: number[][] = [];
  for (const [type, unit] of spec.types) fields.push(message(1, valueType(text(type), text(unit))));
  for (const sample of spec.samples) fields.push(message(2, encodeSample(sample, spec, text)));
  fields.push(message(3, [...number(1, 1), ...number(5, text('/bin/probe'))]));
  for (const [index, lines] of spec.locations.entries()) {
    const rows = lines.flatMap(([fn, line]) => message(4, [...number(1, fn), ...number(2, line)]));
    fields.push(message(4, [...number(1, index + 1), ...number(2, 1), ...rows]));
  }
  for (const [index, { name, file = '', startLine = 0 }] of spec.functions.entries()) {
    const names = [...number(2, text(name)), ...number(3, text(name)), ...number(4, text(file))];
    fields.push(message(5, [...number(1, index + 1), ...names, ...number(5, startLine)]));
  }
  const scalars = [
    ...number(7, text(spec.dropFrames)),
    ...number(8, text(spec.keepFrames)),
    ...number(10, spec.duration),
    ...message(11, valueType(text('space'), text('bytes'))),
    ...number(12, spec.period),
    ...number(14, text(spec.defaultType)),
  ];
  if (spec.unknownFields) scalars.push(...UNKNOWN_FIELDS);
  for (const value of strings) fields.push(message(6, [...new TextEncoder().encode(value)]));
  return Uint8Array.from([...scalars, ...fields.flat()]);
}

const UNKNOWN_FIELDS: readonly number[] = [
  ...number(900, 7),
  ...message(901, [1, 2, 3]),
  ...[...varint(BigInt(902 * 8 + 1)), 1, 2, 3, 4, 5, 6, 7, 8],
  ...[...varint(BigInt(903 * 8 + 5)), 1, 2, 3, 4],
];

function valueType(type: number, unit: number): number[] {
  return [...number(1, type), ...number(2, unit)];
}

function encodeSample(sample: EncodedSample, spec: ProfileSpec, text: (value: string) => number): number[] {
  const label = sample.bytes === undefined ? [] : message(3, [...number(1, text('bytes')), ...number(3, sample.bytes)]);
  return [...repeated(1, sample.locations, spec), ...repeated(2, sample.values, spec), ...label];
}

function repeated(field: number, values: readonly (number | bigint)[], { unpacked }: ProfileSpec): number[] {
  if (unpacked === true) return values.flatMap(value => number(field, value));
  return message(
    field,
    values.flatMap(value => varint(BigInt(value))),
  );
}

function number(field: number, value: number | bigint): number[] {
  return [...varint(BigInt(field * 8)), ...varint(BigInt(value))];
}

function message(field: number, content: readonly number[]): number[] {
  return [...varint(BigInt(field * 8 + 2)), ...varint(BigInt(content.length)), ...content];
}

function varint(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return [...bytes, Number(rest)];
}
