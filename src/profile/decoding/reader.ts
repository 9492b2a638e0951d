/**
 * Reads one profile from its bytes, already inflated, as they arrive: the first of them tell its form.
 *
 * Text is never held as a whole. Everything that is no profile is refused with a UsageError that says what it is; a
 * damaged one never gives a number.
 */
import { UsageError } from '../../base/errors.ts';
import { joined } from './bytes.ts';
import { decodeProfile } from './decode.ts';
import type { Profile } from '../profile.ts';
import type { ProfileForm } from './sniff.ts';
import { HEAD_LENGTH, recogniseForm } from './sniff.ts';
import { GoroutineTextReader } from './text/goroutines.ts';
import { GoroutineDumpReader } from './text/goroutine-dump.ts';
import { HeapTextReader } from './text/heap.ts';
import { LineSplitter, TextError } from './text/lines.ts';

/** In bytes: more than any profile that Go writes, little enough to hold or to wait for. */
const MAX_SIZE: Readonly<Record<'protobuf' | 'text', number>> = { protobuf: 512 * 2 ** 20, text: 2 ** 31 };

/** What takes the bytes of a profile whose form is known. */
interface FormReader {
  push(chunk: Uint8Array): void;
  finish(): Profile;
}

export class ProfileReader {
  private readonly location: string;
  private head: Uint8Array = new Uint8Array(0);
  private reader: FormReader | undefined;
  private limit: number = MAX_SIZE.protobuf;
  private size = 0;

  /** `location` is the file's name as the user gave it; errors are UsageErrors that start with it. */
  constructor(location: string) {
    this.location = location;
  }

  push(chunk: Uint8Array): void {
    this.size += chunk.length;
    if (this.size > this.limit) throw this.tooLarge();
    if (this.reader !== undefined) {
      this.reader.push(chunk);
      return;
    }
    this.head = joined([this.head, chunk]);
    if (this.head.length >= HEAD_LENGTH) this.start();
  }

  finish(): Profile {
    return (this.reader ?? this.start()).finish();
  }

  private start(): FormReader {
    const form = recogniseForm(this.head, this.location);
    this.limit = MAX_SIZE[form === 'protobuf' ? 'protobuf' : 'text'];
    this.reader = readerOf(form, this.location);
    this.reader.push(this.head);
    return this.reader;
  }

  private tooLarge(): UsageError {
    return new UsageError({
      location: this.location,
      problem: `the profile is larger than ${String(this.limit / 2 ** 20)} MB when unpacked`,
      remedy: 'Is this a pprof profile?',
    });
  }
}

/** A whole profile at once. */
export function readProfile(bytes: Uint8Array, location: string): Profile {
  const reader = new ProfileReader(location);
  reader.push(bytes);
  return reader.finish();
}

function readerOf(form: ProfileForm, location: string): FormReader {
  switch (form) {
    case 'protobuf':
      return new ProtobufReader(location);
    case 'heap-text':
      return new NamedTextReader(new LineSplitter(new HeapTextReader()), location);
    case 'goroutine-text':
      return new NamedTextReader(new LineSplitter(new GoroutineTextReader()), location);
    case 'goroutine-dump':
      return new NamedTextReader(new LineSplitter(new GoroutineDumpReader()), location);
  }
}

class ProtobufReader implements FormReader {
  private readonly location: string;
  private readonly chunks: Uint8Array[] = [];

  constructor(location: string) {
    this.location = location;
  }

  push(chunk: Uint8Array): void {
    this.chunks.push(chunk);
  }

  finish(): Profile {
    return decodeProfile(joined(this.chunks), this.location);
  }
}

/** A reader of text, with the file's name in its errors. */
class NamedTextReader implements FormReader {
  private readonly lines: LineSplitter;
  private readonly location: string;

  constructor(lines: LineSplitter, location: string) {
    this.lines = lines;
    this.location = location;
  }

  push(chunk: Uint8Array): void {
    this.named(() => {
      this.lines.push(chunk);
    });
  }

  finish(): Profile {
    return this.named(() => this.lines.finish());
  }

  private named<Result>(read: () => Result): Result {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof TextError)) throw error;
      throw new UsageError(
        {
          location: this.location,
          problem: `the profile is damaged or cut off: ${error.message}`,
          remedy: 'Fetch or record it again.',
        },
        { cause: error },
      );
    }
  }
}
