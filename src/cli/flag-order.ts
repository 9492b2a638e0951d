/**
 * The flags as they were typed, where yargs does not tell: their order across flags, and what is no value to it.
 *
 * It matters where the later of two flags wins: `--disable timer --enable ticker-not-stopped`.
 */
import { UsageError } from '../base/errors.ts';
import type { Selection, SelectionKind } from '../config/config.ts';
import { parseList } from './flag-values.ts';
import { BOOLEAN_FLAGS } from './flags.ts';

const SELECTING: readonly SelectionKind[] = ['enable', 'only', 'disable'];

interface TypedFlag {
  readonly name: string;
  /** After `=`, or the argument that follows; undefined at the end of the line. */
  readonly value: string | undefined;
  readonly attached: boolean;
}

/** Selections in the order of the command line, which yargs has accepted. */
export function typedSelections(argv: readonly string[]): Selection[] {
  return typedFlags(argv).flatMap(({ name, value = '' }) => {
    const kind = SELECTING.find(candidate => candidate === name);
    if (kind === undefined) return [];
    return parseList(value).map((selector): Selection => ({
      kind,
      selector: { value: selector, location: `--${kind}` },
    }));
  });
}

/** @throws {UsageError} For `-tests=maybe`, which yargs would take for false. */
export function checkBooleans(argv: readonly string[]): void {
  for (const { name, value, attached } of typedFlags(argv)) {
    if (!attached || !BOOLEAN_FLAGS.includes(name) || value === 'true' || value === 'false') continue;
    throw new UsageError({
      location: `--${name}`,
      problem: `expected true or false, got ${JSON.stringify(value)}`,
      remedy: `Write --${name}, or --${name}=false.`,
    });
  }
}

/** `--profile -` as `--profile=-`: yargs never takes a dash for a value, which is the usual name of standard input. */
export function attachDashes(argv: readonly string[]): string[] {
  const isValue = (index: number): boolean => argv[index] === '-' && /^--?[a-z][a-z-]*$/.test(argv[index - 1] ?? '');
  return argv.flatMap((argument, index) => {
    if (isValue(index)) return [];
    return isValue(index + 1) ? [`${argument}=-`] : [argument];
  });
}

function typedFlags(argv: readonly string[]): TypedFlag[] {
  const end = argv.indexOf('--');
  return argv.slice(0, end < 0 ? undefined : end).flatMap((argument, index, all) => {
    const [, name, attached] = /^--?([a-z][a-z-]*)(?:=(.*))?$/s.exec(argument) ?? [];
    if (name === undefined) return [];
    return [{ name, value: attached ?? all[index + 1], attached: attached !== undefined }];
  });
}
