/**
 * Finds expressions that are written to copy a string or slice, copy nothing, and are kept.
 */
import type { Call, Package, Place } from '../../src/rule/package.ts';
import { defineRule, type Detail } from '../../src/rule/rule.ts';
import { Field, Kind, NO_NODE } from '../../src/rule/syntax.ts';

export const rule = defineRule({
  meta: {
    id: 'ineffective-clone',
    family: 'retention',
    tier: 'opt-in',
    summary: 'An expression that looks like a copy shares the memory of what it seems to copy',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      '`strings.Repeat(s, 1)`, `strings.Join` of a single string and `s + ""` all return s itself, and ' +
      '`slices.Clip(s[i:j])` only lowers the capacity: none of them copies. Whoever keeps the result keeps the ' +
      'whole string or array that s is a part of. Five bytes of a string or slice of 8 MB hold 8 MB (measured with ' +
      'Go 1.26; in Go 1.19 strings.Repeat(s, 1) did copy).',
    remedy:
      'Use `strings.Clone(s)` (Go 1.18), `bytes.Clone(b)` (Go 1.20) or `slices.Clone(s)` (Go 1.21), which always copy.',
    limits:
      'Reports only results that are returned, stored (also as the key of a map) or sent. slices.Clip is reported ' +
      'only for a slice expression that is stored: elsewhere it usually protects against a later append. Functions ' +
      'that copy only if something changes (strings.ToLower, strings.ReplaceAll, strings.TrimSpace) are not ' +
      'reported, since nobody uses them to copy.',
    references: ['https://pkg.go.dev/strings#Clone', 'https://pkg.go.dev/slices#Clip'],
    messages: {
      same: '{expression} is the same string as {operand} and shares its memory; to copy it write strings.Clone({operand})',
      clip:
        'slices.Clip limits the capacity and copies nothing, so that {operand} keeps the whole array in memory; to ' +
        'copy it write slices.Clone({operand})',
    },
    options: {},
    metric: 'cum',
    refutable: true,
  },
  triggers: ['Repeat', 'Join', 'Clip', '""'],
  check({ pkg, versions, report }) {
    const reportSame = (at: Place, operand: Place): void => {
      if (isConstant(pkg, operand) || !isKept(pkg, at)) return;
      report(at, 'same', {
        data: { expression: pkg.textOf(at), operand: pkg.textOf(operand) },
        ...cloning(pkg, at, operand, versions.library),
      });
    };
    for (const call of pkg.callsTo('strings.Repeat', 'strings.Join')) {
      const operand = onlyOperand(pkg, call);
      if (operand !== undefined) reportSame(call.place, operand);
    }
    for (const sum of pkg.nodes(Kind.BinaryExpression)) {
      const operand = besideNothing(pkg, sum);
      if (operand !== undefined) reportSame(sum, operand);
    }
    for (const { place, args } of pkg.callsTo('slices.Clip')) {
      const [operand] = args;
      if (operand === undefined || !isCut(pkg, operand) || !isStored(pkg, place)) continue;
      report(place, 'clip', {
        data: { operand: pkg.textOf(operand) },
        suggestions: [
          {
            title: 'Copy it',
            edits: [{ at: place, text: `slices.Clone(${pkg.textOf(operand)})` }],
            imports: ['slices'],
          },
        ],
      });
    }
  },
});

/** The version with strings.Clone. */
const CLONE = 18;

/** The string of `strings.Repeat(s, 1)` and of `strings.Join([]string{s}, sep)`. */
function onlyOperand(pkg: Package, { key, args }: Call): Place | undefined {
  const [first, second] = args;
  if (first === undefined || second === undefined) return undefined;
  if (key === 'strings.Repeat') return pkg.constantOf(second) === 1 ? first : undefined;
  const tree = pkg.tree(first.file);
  if (tree.kindOf(first.node) !== Kind.CompositeLiteral) return undefined;
  const [element, ...others] = tree.namedChildren(tree.childByField(first.node, Field.Body));
  const isOne = element !== undefined && others.length === 0 && tree.kindOf(element) !== Kind.KeyedElement;
  return isOne ? { file: first.file, node: element } : undefined;
}

/** The other operand of `s + ""`. */
function besideNothing(pkg: Package, { file, node }: Place): Place | undefined {
  const tree = pkg.tree(file);
  if (tree.textOf(tree.childByField(node, Field.Operator)) !== '+') return undefined;
  const left = { file, node: tree.childByField(node, Field.Left) };
  const right = { file, node: tree.childByField(node, Field.Right) };
  if (isEmptyLiteral(pkg, right)) return left;
  return isEmptyLiteral(pkg, left) ? right : undefined;
}

/** A constant with a name may be empty by chance. */
const isEmptyLiteral = (pkg: Package, at: Place): boolean => /^(?:""|``)$/.test(pkg.textOf(at));

const isConstant = (pkg: Package, at: Place): boolean => pkg.constantOf(at) !== undefined;

const isStored = (pkg: Package, at: Place): boolean => pkg.destinations(at).some(({ kind }) => kind === 'stored');

function isKept(pkg: Package, at: Place): boolean {
  if (pkg.useOf(at).kind === 'index') return true;
  return pkg.destinations(at).some(({ kind }) => kind === 'stored' || kind === 'returned');
}

function isCut(pkg: Package, { file, node }: Place): boolean {
  const tree = pkg.tree(file);
  if (tree.kindOf(node) !== Kind.SliceExpression) return false;
  return tree.childByField(node, Field.Start) !== NO_NODE || tree.childByField(node, Field.End) !== NO_NODE;
}

function cloning(pkg: Package, at: Place, operand: Place, library: number): Pick<Detail, 'fix'> {
  const type = pkg.typeOf(at);
  if (library < CLONE || type.kind !== 'basic' || type.name !== 'string') return {};
  const text = `strings.Clone(${pkg.textOf(operand)})`;
  return { fix: { title: 'Copy it', edits: [{ at, text }], imports: ['strings'] } };
}
