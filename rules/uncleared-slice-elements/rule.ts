/**
 * Finds elements that were taken out of a slice by making it shorter, and that its array still refers to.
 *
 * By default only queues, stacks and sets of objects that are seen to live long, and that nothing ever clears; the rest
 * is opt-in. Whether elements refer to memory at all is decided by their type.
 */
import { type UnclearedRemoval, unclearedRemovals } from '../../src/rule/elements.ts';
import type { Package, Place } from '../../src/rule/package.ts';
import { defineRule, type Detail, type FixDetail } from '../../src/rule/rule.ts';
import { Field, Kind, NO_NODE } from '../../src/rule/syntax.ts';

/** The language version with the builtin clear. */
const CLEAR = 21;
/** The version from which slices.Delete clears what it leaves behind. */
const CLEARING_DELETE = 22;

export const rule = defineRule({
  meta: {
    id: 'uncleared-slice-elements',
    family: 'retention',
    tier: 'default',
    summary: 'Elements that were removed from a slice stay in its array, and in memory',
    severity: 'info',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'Reslicing moves a boundary and does nothing else. What lies outside of it is still in the array, and the ' +
      'garbage collector keeps everything that an array refers to. An element cut off at the end (a pop) stays ' +
      'until its place is written to again, or until append moves the slice to a new array; one cut off at the ' +
      'front stays until append does so. Under steady load this costs little, but after a burst the array holds the ' +
      'peak: 1000 elements of 64 KB, all taken out again, leave 62.5 MB for as long as nothing is added (measured ' +
      'with Go 1.26). Deleting one element with `append(s[:i], s[i+1:]...)` leaves at most a second reference to ' +
      'the last element.',
    remedy:
      'Set the element to its zero value before you cut it off: `q[0] = nil`. After filtering s into kept, ' +
      '`clear(s[len(kept):])` (Go 1.21). slices.Delete and slices.DeleteFunc do this themselves since Go 1.22. A ' +
      'queue can also drop its array when it is empty: `q = nil`.',
    limits:
      'Holds for every version of Go. By default reports only slices that live long and work as a queue, stack or ' +
      'set: those in package-level variables, in fields reachable from such a variable, and in fields of types ' +
      'that have a lock, or goroutines and a method such as Close. Reported only if another function adds ' +
      'elements and nothing in the package clears one or replaces the array. Opt-in are slices in programs ' +
      '(package main, below cmd) or of other owners, truncation by s[:0] or s[:n], deletes of any kind, free ' +
      'lists, and pops of elements whose own methods put them back. Silent if the element type is not known to ' +
      'hold a pointer, and if the same function clears elements of the slice. Slices in local variables are not ' +
      'reported.',
    references: [
      'https://go.dev/wiki/SliceTricks#delete-without-preserving-order',
      'https://go.dev/doc/go1.22#slices',
      'https://go.dev/blog/generic-slice-functions',
    ],
    messages: {
      head:
        'what is cut off the front of {slice} stays in its array, and in memory, until append moves the rest to a new one; ' +
        'set it to the zero value first',
      pop:
        'the element that is cut off {slice} stays in its array, and in memory, until its place is written to again; set it ' +
        'to the zero value first',
      filter:
        '{slice} is filtered in place, and what lies behind the elements that are kept stays in memory until it is ' +
        'overwritten; clear it, or use slices.DeleteFunc',
      truncate:
        'the elements that {slice} loses here stay in its array, and in memory, until they are overwritten; clear them first',
      swap:
        'the array of {slice} keeps a second reference to the element that was moved, which stays in memory until that ' +
        'place is written to again even if the element is removed later; set the place to the zero value first',
      delete:
        'the array of {slice} keeps a second reference to its last element, which stays in memory until that place is ' +
        'overwritten even if the element is removed later; use slices.Delete or clear the place',
    },
    options: {},
    wider: ['opt-in'],
    metric: 'cum',
    refutable: false,
  },
  check({ pkg, versions, report }) {
    for (const removal of unclearedRemovals(pkg)) {
      report(removal.value, removal.kind, detailOf(pkg, removal, versions));
    }
  },
});

interface Versions {
  readonly language: number;
  readonly library: number;
}

function detailOf(pkg: Package, removal: UnclearedRemoval, versions: Versions): Detail {
  const [addition] = removal.additions;
  return {
    data: { slice: pkg.textOf(removal.target) },
    ...(!removal.isLasting && { tier: 'opt-in' as const }),
    related: addition === undefined ? [] : [{ at: addition, message: 'elements are added here' }],
    evidence: removal.additions.map(at => ({ kind: 'lines', at })),
    suggestions: suggestionsFor(pkg, removal, versions),
  };
}

function suggestionsFor(pkg: Package, removal: UnclearedRemoval, { language, library }: Versions): FixDetail[] {
  const edit = isAppend(pkg, removal.value) ? deleteEdit(pkg, removal, library) : clearEdit(pkg, removal, language);
  return edit === undefined ? [] : [edit];
}

const isAppend = (pkg: Package, { file, node }: Place): boolean => pkg.tree(file).kindOf(node) === Kind.CallExpression;

/** `slices.Delete(s, i, j)` for `append(s[:i], s[j:]...)`. */
function deleteEdit(pkg: Package, { value, slice, operand }: UnclearedRemoval, library: number): FixDetail | undefined {
  const [, rest] = pkg.callAt(value).args;
  if (library < CLEARING_DELETE || rest === undefined) return undefined;
  const tree = pkg.tree(value.file);
  const start = tree.childByField(slice.node, Field.End);
  const end = tree.childByField(rest.node, Field.Start);
  if (start === NO_NODE || end === NO_NODE) return undefined;
  const text = `slices.Delete(${pkg.textOf(operand)}, ${tree.textOf(start)}, ${tree.textOf(end)})`;
  return { title: 'Use slices.Delete, which clears the place', edits: [{ at: value, text }], imports: ['slices'] };
}

/** Clears what is cut off in a statement of its own, just before. */
function clearEdit(pkg: Package, removal: UnclearedRemoval, language: number): FixDetail | undefined {
  const { value, statement } = removal;
  const tree = pkg.tree(value.file);
  // Other assignments of the statement may read what is cut off.
  const isAlone = tree.namedChildren(tree.childByField(statement, Field.Left)).length === 1;
  const text = language < CLEAR ? undefined : clearText(pkg, removal);
  const start = tree.startOf(statement);
  const indent = tree.text.slice(tree.lineStart(tree.lineAt(start)), start);
  if (!isAlone || text === undefined || indent.trim() !== '' || isReadLater(pkg, removal)) {
    return undefined;
  }
  const at = { file: value.file, node: statement };
  return { title: 'Clear what is cut off', edits: [{ at, side: 'before', text: `${text}\n${indent}` }] };
}

function clearText(pkg: Package, { kind, value, operand, slice }: UnclearedRemoval): string | undefined {
  const tree = pkg.tree(value.file);
  const text = pkg.textOf(operand);
  const whole = tree.kindOf(operand.node) === Kind.UnaryExpression ? `(${text})` : text;
  if (kind === 'filter') return `clear(${whole}[len(${pkg.textOf(value)}):])`;
  if (kind === 'head') return `clear(${whole}[:${tree.textOf(tree.childByField(slice.node, Field.Start))}])`;
  const end = tree.textOf(tree.childByField(slice.node, Field.End));
  return end === '0' ? `clear(${text})` : `clear(${whole}[${end}:])`;
}

/** Whether the slice as it was, by another name, is read after the statement: `return old[n-1]`. */
function isReadLater(pkg: Package, { operand, statement, isShared }: UnclearedRemoval): boolean {
  const symbol = pkg.symbolAt(operand);
  const end = pkg.tree(operand.file).endOf(statement);
  if (isShared) return true;
  if (symbol?.role !== 'local') return false;
  return symbol.uses.some(({ file, node }) => file === operand.file && pkg.tree(file).startOf(node) > end);
}
