/**
 * The sections of tables of effects: what is said of the packages that share it.
 *
 * Built-in tables are text in the part of YAML that a config's `effects` is written in, so that entries can be copied
 * from the one to the other:
 *
 *     net/http:
 *       source: https://pkg.go.dev/net/http
 *       Get Head: acquires 0 response   # comment
 *
 * Every start of the program reads them, and few programs use many packages. So a table is cut into sections, and only
 * sections that are asked for into lines. The notation is left to whoever asks.
 */
import type { EffectTable, Entries } from './effect.ts';
import { NotationError } from './notation.ts';

export interface Section {
  /** Import paths. */
  readonly paths: readonly string[];
  readonly entries: Entries;
  /** Whether a text stands in an entry, or perhaps in a comment: false is certain, and cheaper than reading. */
  mentions(text: string): boolean;
}

const RESOURCE = 'resource ';
/** The entry that says where the others of its section come from. */
const SOURCE = 'source';

/** The entries that are of functions: neither of resources nor the source. */
export function functionsIn(entries: Entries): [string, string][] {
  return Object.entries(entries).filter(([key]) => key !== SOURCE && !key.startsWith(RESOURCE));
}

/** The notations of resources by their names. */
export function resourcesIn(section: Section): [string, string][] {
  if (!section.mentions(RESOURCE)) return [];
  return Object.entries(section.entries).flatMap(([key, notation]) =>
    key.startsWith(RESOURCE) ? [[key.slice(RESOURCE.length), notation]] : [],
  );
}

export function sectionsOf(table: EffectTable): Section[] {
  return Object.entries(table).map(([paths, entries]) => ({
    paths: paths.split(' '),
    entries,
    mentions: text => Object.entries(entries).some(([key, notation]) => key.includes(text) || notation.includes(text)),
  }));
}

const NEXT_SECTION = /\n(?=[^\s#])/;

/** @throws {NotationError} If a line without indent does not name packages. */
export function sectionsIn(text: string): Section[] {
  return text
    .split(NEXT_SECTION)
    .filter(part => part !== '' && !part.startsWith('#'))
    .map(part => new WrittenSection(part));
}

class WrittenSection implements Section {
  readonly paths: readonly string[];
  private readonly text: string;
  private read: Entries | undefined;

  constructor(text: string) {
    const end = text.indexOf('\n');
    const heading = withoutComment(text.slice(0, end));
    if (!heading.endsWith(':') || heading.startsWith(' '))
      throw new NotationError(`expected import paths, got ${heading}`);
    this.paths = heading.slice(0, -1).split(' ');
    this.text = text.slice(end);
  }

  mentions(text: string): boolean {
    return this.text.includes(text);
  }

  /** @throws {NotationError} With the line, if one is no entry, or says again what stands above. */
  get entries(): Entries {
    return (this.read ??= readEntries(this.text));
  }
}

function readEntries(text: string): Entries {
  const entries: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const content = withoutComment(line);
    if (content === '') continue;
    const end = content.indexOf(': ');
    const key = content.slice(2, end);
    if (end < 0 || !content.startsWith('  ') || key.startsWith(' ') || Object.hasOwn(entries, key)) {
      throw new NotationError(`expected an entry, each once, got ${line}`);
    }
    entries[key] = content.slice(end + 2).trimStart();
  }
  return entries;
}

/** A comment starts the line, or follows a space. */
function withoutComment(line: string): string {
  if (line.startsWith('#')) return '';
  const start = line.indexOf(' #');
  return (start < 0 ? line : line.slice(0, start)).trimEnd();
}
