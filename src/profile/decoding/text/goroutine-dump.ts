/**
 * Reads a goroutine dump (?debug=2): each goroutine in the form of a panic's traceback, with its status and the `go`
 * statement that started it.
 *
 * The form is made for people and has changed before: what a newer runtime adds to the first line of a goroutine is
 * passed over.
 */
import type { GoroutineState, Profile, Sample } from '../../profile.ts';
import type { TextReader } from './lines.ts';
import { TextError } from './lines.ts';
import { StackRows, unshared } from './rows.ts';

/** `goroutine 17 gp=0x… m=0 mp=0x… [chan send (leaked), 5 minutes, locked to thread]:` */
const FIRST_LINE = /^goroutine (\d+) (?:\S+=\S+ )*\[(.*)\]:$/;
const CREATED_BY = /^created by (.+?)(?: in goroutine \d+)?$/;
const PLACE = /^\t(.+):(\d+)(?: \+0x[\da-f]+)?(?: fp=.*)?$/;
/** What stands among the frames without being one. */
const REMARK = /^\.\.\.(?:\d+|additional) frames elided\.\.\.$|^\tgoroutine running on other thread; |^\[signal /;

/** In bytes: where net/http/pprof stops (runtime/pprof, writeGoroutineStacks). */
const DUMP_LIMIT = 64 * 2 ** 20;

/** One goroutine as far as it has been read. */
interface Block {
  readonly id: number;
  readonly state: Omit<GoroutineState, 'createdBy'>;
  createdBy: number | undefined;
  /** Outermost so far. */
  root: string;
  /** A function whose place is on the next line, and whether it is the creator. */
  open: { readonly name: string; readonly isCreator: boolean } | undefined;
  /** What follows are the stacks of creators (GODEBUG=tracebackancestors). */
  ended: boolean;
}

export class GoroutineDumpReader implements TextReader {
  private readonly rows = new StackRows();
  /** Goroutines that have all in common are one sample. */
  private readonly samples = new Map<string, { readonly sample: Sample; count: number }>();
  private block: Block | undefined;
  /** The last goroutine, until it is known to be whole. */
  private last: { readonly id: number; readonly root: string; readonly hasCreator: boolean } | undefined;

  line(text: string): void {
    const { block } = this;
    if (block === undefined) this.startBlock(text);
    else if (text === '') this.endBlock(block);
    else if (block.open !== undefined) this.addPlace(block, block.open, text);
    else if (!block.ended && !REMARK.test(text)) openFunction(block, text);
  }

  finish(rest: string, size: number): Profile {
    const incomplete = size >= DUMP_LIMIT;
    const isCut = rest !== '' || this.block?.open !== undefined;
    if (this.block !== undefined && !isCut) this.endBlock(this.block);
    if (!incomplete && (isCut || this.last === undefined || !isWhole(this.last))) {
      throw new TextError('it ends inside a goroutine');
    }
    const samples = [...this.samples.values()].map(({ sample, count }) => ({ ...sample, values: [count] }));
    return {
      kind: 'goroutine',
      sampleTypes: [{ type: 'goroutine', unit: 'count' }],
      frames: this.rows.table.frames,
      samples,
      period: 0,
      ...(incomplete && { incomplete }),
    };
  }

  private startBlock(text: string): void {
    if (text === '') return;
    const [, id, brackets] = FIRST_LINE.exec(text) ?? [];
    if (brackets === undefined) throw new TextError(`it has the line ${JSON.stringify(text.slice(0, 80))}`);
    const state = stateOf(brackets);
    this.block = { id: Number(id), state, createdBy: undefined, root: '', open: undefined, ended: false };
  }

  private addPlace(block: Block, { name, isCreator }: NonNullable<Block['open']>, text: string): void {
    const [, file, line] = PLACE.exec(text) ?? [];
    if (file === undefined) throw new TextError(`it has no place for ${JSON.stringify(name.slice(0, 80))}`);
    const frame = this.rows.table.add(name, unshared(file), Number(line));
    block.open = undefined;
    if (isCreator) {
      block.createdBy = frame;
      block.ended = true;
    } else {
      this.rows.add(frame);
      block.root = name;
    }
  }

  private endBlock(block: Block): void {
    if (block.open !== undefined) throw new TextError('a goroutine ends between a function and its place');
    const goroutine: GoroutineState = { ...block.state, createdBy: block.createdBy };
    const stack = this.rows.take();
    const key = `${stack.join()} ${Object.values(goroutine).join()}`;
    const known = this.samples.get(key);
    if (known !== undefined) known.count++;
    else this.samples.set(key, { sample: { stack, values: [], rawCount: undefined, goroutine }, count: 1 });
    this.last = { id: block.id, root: block.root, hasCreator: block.createdBy !== undefined };
    this.block = undefined;
  }
}

/** `chan send (leaked), 5 minutes, locked to thread`, with labels behind it if GODEBUG=tracebacklabels=1. */
function stateOf(brackets: string): Block['state'] {
  const [unlabelled = ''] = brackets.split(' labels:{', 1);
  const [status = '', ...more] = unlabelled.split(', ');
  const minutes = more.map(part => /^(\d+) minutes$/.exec(part)?.[1]).find(digits => digits !== undefined);
  const leaked = status.includes(' (leaked)');
  return {
    status: unshared(status.replace(/ \((?:leaked|scan)\)/g, '')),
    // The runtime does not say how long those wait that are leaked.
    minutes: leaked && minutes === undefined ? undefined : Number(minutes ?? 0),
    leaked,
  };
}

/** `main.(*store).worker(0xc000012345, {0x1, 0x2})`, `(...)` where it was inlined, or the line of the creator. */
function openFunction(block: Block, text: string): void {
  if (text.startsWith('[originating from goroutine ')) {
    block.ended = true;
    return;
  }
  const [, creator] = CREATED_BY.exec(text) ?? [];
  if (creator !== undefined) {
    block.open = { name: unshared(creator), isCreator: true };
    return;
  }
  const end = text.lastIndexOf('(');
  if (end <= 0 || !text.endsWith(')')) throw new TextError(`it has the line ${JSON.stringify(text.slice(0, 80))}`);
  const name = text.slice(0, end);
  // The only name that a traceback replaces.
  block.open = { name: name === 'panic' ? 'runtime.gopanic' : unshared(name), isCreator: false };
}

/** All but the first goroutine and those of the runtime name their creator at the end. */
function isWhole({ id, root, hasCreator }: { id: number; root: string; hasCreator: boolean }): boolean {
  return hasCreator || root.startsWith('runtime.') || (id === 1 && /\.main$|\.init\b/.test(root));
}
