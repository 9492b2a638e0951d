/**
 * Measured amounts as text, in the notation of `go tool pprof`.
 */

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Bytes with a binary unit and at most two decimals: `512B`, `1.50kB`, `3MB`, `-2kB`, `0`. */
export function formatBytes(bytes: number): string {
  return inByteUnit(bytes, byteUnit(bytes));
}

/**
 * Formats all numbers of one table in one unit, as pprof's reports do: that of the smallest, or of a hundred times the
 * smallest where the largest is much larger (selectOutputUnit in internal/report/report.go).
 */
export function reportFormat(smallest: number, largest: number, unit: string): (value: number) => string {
  if (unit !== 'bytes') return value => String(value);
  const least = smallest === 0 ? largest : smallest;
  const isWide = byteUnit(least) !== byteUnit(largest) && least * 100 < largest;
  const power = byteUnit(isWide ? least * 100 : least);
  return value => inByteUnit(value, power);
}

function inByteUnit(bytes: number, power: number): string {
  const text = twoDecimals(Math.abs(bytes) / 1024 ** power).replace(/\.00$/, '');
  return text === '0' ? '0' : `${bytes < 0 ? '-' : ''}${text}${BYTE_UNITS[power] ?? ''}`;
}

/** Index of the largest unit of which there is at least one. */
function byteUnit(bytes: number): number {
  let power = 0;
  for (let rest = Math.abs(bytes); rest >= 1024 && power < BYTE_UNITS.length - 1; rest /= 1024) power++;
  return power;
}

/** An amount in the unit of its sample type: bytes as above, anything else as a plain number. */
export function formatAmount(value: number, unit: string): string {
  return unit === 'bytes' ? formatBytes(value) : String(value);
}

/** A share (0 to 1, or negative where a profile shrank) as a percentage of at least two digits: `12.34%`, `0.056%`. */
export function formatPercent(share: number): string {
  const percent = Math.abs(share) * 100;
  if (percent >= 99.95 && percent <= 100.05) return '100%';
  if (percent >= 1) return `${twoDecimals(percent)}%`;
  return `${twoDigits(percent)}%`;
}

/** C's `%.2f`: halves go to the even digit, where toFixed takes the larger. */
function twoDecimals(value: number): string {
  const [, kept, rest] = /^(\d+\.\d\d)(\d*)$/.exec(value.toFixed(EXACT_DIGITS)) ?? [];
  return kept !== undefined && isEvenHalf(kept, rest) ? kept : value.toFixed(2);
}

/** C's `%.2g`: two significant digits without trailing zeros, an exponent of two digits below 0.0001. */
function twoDigits(value: number): string {
  const [, kept, rest, power] = /^(\d\.\d)(\d*)(e.*)$/.exec(value.toExponential(EXACT_DIGITS)) ?? [];
  const rounded = kept !== undefined && isEvenHalf(kept, rest) ? `${kept}${power ?? ''}` : value.toExponential(1);
  const [digits = '', exponent = '0'] = rounded.split('e');
  if (Number(exponent) >= -4) return String(Number(rounded));
  return `${digits.replace(/\.0$/, '')}e-${exponent.slice(1).padStart(2, '0')}`;
}

/** The most that JavaScript gives, and enough to tell a half from what is just beside it. */
const EXACT_DIGITS = 100;

function isEvenHalf(kept: string, rest: string | undefined): boolean {
  return /[02468]$/.test(kept) && /^50*$/.test(rest ?? '');
}
