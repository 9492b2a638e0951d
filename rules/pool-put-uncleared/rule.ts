/**
 * Finds pooled objects whose slices are cut to no length, while their arrays still refer to what earlier users stored.
 */
import { type PooledArray, pooledArrays, type PooledSlice, pooledSlices } from '../../src/rule/elements.ts';
import type { Package, Place } from '../../src/rule/package.ts';
import { defineRule, type Detail, type FixDetail } from '../../src/rule/rule.ts';
import { Kind } from '../../src/rule/syntax.ts';

/** The language version with the builtin clear. */
const CLEAR = 21;

export const rule = defineRule({
  meta: {
    id: 'pool-put-uncleared',
    family: 'pool',
    tier: 'default',
    summary: 'An object in a sync.Pool keeps what earlier users stored in one of its slices',
    severity: 'info',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'Cutting a slice to s[:0] keeps its array and everything that the array refers to (1000 elements of 64 KB: ' +
      '62.5 MB, measured with Go 1.26). An object in a sync.Pool keeps all of that until somebody takes the object ' +
      'and overwrites the same elements, or until the pool drops the object, after two garbage collections without ' +
      'use. A busy pool may never drop it, and short requests do not overwrite what a long one has left.',
    remedy: 'Clear the slice before you cut it: `clear(x.items)` (Go 1.21), then `x.items = x.items[:0]`.',
    limits:
      'Holds for every version of Go. Sees only slices that the package itself puts into a sync.Pool, alone or by a ' +
      'pointer, and those in fields of structs of the package that it puts there. Silent if the elements are not ' +
      'known to hold pointers or are made for reuse (append(s, T{})), and if the package clears an element, calls a ' +
      'method of one, replaces the array, or passes a part of it to others. Slices that are pooled alone and hold ' +
      'structs, slices or maps are opt-in.',
    references: ['https://pkg.go.dev/sync#Pool', 'https://pkg.go.dev/builtin#clear'],
    messages: {
      pooled:
        'the array of {slice} still refers to all elements, and the pooled {type} keeps them in memory until they are ' +
        'overwritten or the pool drops it; clear the slice before cutting it',
      array:
        'the array of {slice} goes into the pool with all elements, and keeps them in memory until they are overwritten or ' +
        'the pool drops it; clear the slice before it is put back',
    },
    options: {},
    supersedes: ['uncleared-slice-elements'],
    wider: ['opt-in'],
    metric: 'cum',
    refutable: false,
  },
  triggers: ['Pool'],
  check({ pkg, versions, report }) {
    for (const pooled of pooledSlices(pkg)) {
      const { put, additions, value, target, home } = pooled;
      const owner = home.key.slice(0, home.key.lastIndexOf('.'));
      report(value, 'pooled', {
        data: { slice: pkg.textOf(target), type: owner.slice(owner.lastIndexOf('.') + 1) },
        ...placesOf(put, additions),
        suggestions: versions.language < CLEAR ? [] : clearing(pkg, pooled),
      });
    }
    for (const { put, additions, value, slice, hasObjects } of pooledArrays(pkg)) {
      report(value, 'array', {
        data: { slice: pkg.textOf(slice) },
        ...(!hasObjects && { tier: 'opt-in' as const }),
        ...placesOf(put, additions),
      });
    }
  },
});

function placesOf(put: PooledArray['put'], additions: readonly Place[]): Detail {
  const [addition] = additions;
  return {
    related: [
      { at: put.place, message: 'put into the pool here' },
      ...(addition === undefined ? [] : [{ at: addition, message: 'elements are added here' }]),
    ],
    evidence: additions.map(at => ({ kind: 'lines', at })),
  };
}

/** `clear(s)` as a statement of its own, before. */
function clearing(pkg: Package, { statement, target, operand }: PooledSlice): FixDetail[] {
  const tree = pkg.tree(target.file);
  const start = tree.startOf(statement);
  const indent = tree.text.slice(tree.lineStart(tree.lineAt(start)), start);
  if (indent.trim() !== '' || tree.kindOf(tree.parentOf(statement)) !== Kind.StatementList) return [];
  const text = `clear(${pkg.textOf(operand)})\n${indent}`;
  return [{ title: 'Clear the slice', edits: [{ at: { file: target.file, node: statement }, side: 'before', text }] }];
}
