/**
 * The protocol buffer wire format, as far as pprof profiles need it: varints, length-delimited fields, and skipping.
 *
 * It knows nothing of messages. Signed 64-bit numbers come out as JavaScript numbers; a magnitude above 2^53 is an
 * error and never a rounded number.
 */

/** The bytes are not a well-formed message. Caught by the decoder, which tells the user what the file is. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

const VARINT = 0;
const FIXED64 = 1;
const DELIMITED = 2;
const FIXED32 = 5;

/** The highest upper half of a 64-bit number of which all 53 bits fit a JavaScript number. */
const MAX_SAFE_HIGH = 0x1f_ffff;
const TWO_32 = 0x1_0000_0000;

/** An id: a number where that is exact, else a bigint, so that either can be the key of one Map. */
export type Identifier = number | bigint;

/** Reads the fields of one message in order: `while (reader.next()) switch (reader.field) …`. */
export class WireReader {
  /** Number of the field that `next` found. */
  field = 0;

  private readonly bytes: Uint8Array;
  private readonly end: number;
  private at: number;
  private wireType = VARINT;
  /** The two halves of the varint read last, unsigned. */
  private low = 0;
  private high = 0;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  /** Moves to the next field; false at the end of the message. Each field must then be read or skipped. */
  next(): boolean {
    if (this.at >= this.end) return false;
    this.varint();
    this.field = this.high * 0x2000_0000 + (this.low >>> 3);
    this.wireType = this.low & 7;
    if (this.field === 0) throw new WireError('field number 0');
    return true;
  }

  /** The field as int64. */
  integer(): number {
    this.expect(VARINT);
    return this.varintAsInteger();
  }

  /** The field as uint64. */
  identifier(): Identifier {
    this.expect(VARINT);
    return this.varintAsIdentifier();
  }

  /** Writes a repeated int64 field, packed or not, behind the first `count` items of `into`; returns the new count. */
  integers(into: number[], count: number): number {
    const end = this.repeatedEnd();
    let next = count;
    while (this.at < end || end < 0) {
      into[next++] = this.varintAsInteger();
      if (end < 0) return next;
    }
    this.requireAt(end);
    return next;
  }

  /** As `integers`, for uint64. */
  identifiers(into: Identifier[], count: number): number {
    const end = this.repeatedEnd();
    let next = count;
    while (this.at < end || end < 0) {
      into[next++] = this.varintAsIdentifier();
      if (end < 0) return next;
    }
    this.requireAt(end);
    return next;
  }

  message(): WireReader {
    const end = this.delimitedEnd();
    const inner = new WireReader(this.bytes, this.at, end);
    this.at = end;
    return inner;
  }

  delimited(): Uint8Array {
    const end = this.delimitedEnd();
    const content = this.bytes.subarray(this.at, end);
    this.at = end;
    return content;
  }

  skip(): void {
    switch (this.wireType) {
      case VARINT:
        this.varint();
        break;
      case FIXED64:
        this.advance(8);
        break;
      case DELIMITED:
        this.at = this.delimitedEnd();
        break;
      case FIXED32:
        this.advance(4);
        break;
      default:
        throw new WireError(`wire type ${String(this.wireType)}`);
    }
  }

  /** Where the packed numbers of a field end; negative if there is one number alone. */
  private repeatedEnd(): number {
    return this.wireType === VARINT ? -1 : this.delimitedEnd();
  }

  private requireAt(end: number): void {
    if (this.at !== end) throw new WireError('a packed field ends inside a number');
  }

  private expect(wireType: number): void {
    if (this.wireType !== wireType) {
      throw new WireError(`field ${String(this.field)} has wire type ${String(this.wireType)}`);
    }
  }

  private delimitedEnd(): number {
    this.expect(DELIMITED);
    this.varint();
    const length = this.high * TWO_32 + this.low;
    if (length > this.end - this.at) throw new WireError('a field runs past the end');
    return this.at + length;
  }

  private advance(count: number): void {
    if (count > this.end - this.at) throw new WireError('a field runs past the end');
    this.at += count;
  }

  private varintAsInteger(): number {
    this.varint();
    const high = this.high | 0;
    if (high > MAX_SAFE_HIGH || high < ~MAX_SAFE_HIGH) throw new WireError('a number above 2^53');
    return high * TWO_32 + this.low;
  }

  private varintAsIdentifier(): Identifier {
    this.varint();
    if (this.high <= MAX_SAFE_HIGH) return this.high * TWO_32 + this.low;
    return (BigInt(this.high) << 32n) | BigInt(this.low);
  }

  private varint(): void {
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.at < this.end ? this.bytes[this.at] : undefined;
      if (byte === undefined) throw new WireError('the file ends inside a number');
      this.at++;
      const bits = byte & 0x7f;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= bits << 28;
        high = bits >>> 4;
      } else high |= bits << (shift - 32);
      if (byte < 0x80) {
        this.low = low >>> 0;
        this.high = high >>> 0;
        return;
      }
    }
    throw new WireError('a number of more than ten bytes');
  }
}
