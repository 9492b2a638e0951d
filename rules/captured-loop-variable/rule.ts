/**
 * Finds variables of loops that a goroutine, a deferred call, a stored closure or a stored pointer shares with later
 * rounds, in code whose language version gives all rounds one variable.
 */
import { type SharedUse, usesBeyondRound, variablesOfLoop } from '../../src/rule/loops.ts';
import type { GoSymbol, Package, Place } from '../../src/rule/package.ts';
import { defineRule, type FixDetail } from '../../src/rule/rule.ts';
import { Field, Kind, NO_NODE } from '../../src/rule/syntax.ts';

/** From this version on each round has variables of its own. */
const PER_ROUND = 22;

const MESSAGES = {
  goroutine: 'goroutine',
  deferred: 'deferred',
  stored: 'stored',
  pointer: 'pointer',
} as const satisfies Record<SharedUse['kind'], string>;

export const rule = defineRule({
  meta: {
    id: 'captured-loop-variable',
    family: 'loopvar',
    tier: 'default',
    summary: 'A closure or pointer that outlives a round of the loop shares its variable with later rounds',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    why:
      'Before Go 1.22 a loop has one variable for all its rounds. A goroutine or closure that uses it, or a pointer ' +
      'to it, sees what later rounds put there. So deferred calls all release the last value and leak the others, ' +
      'goroutines all work on the same element, and stored pointers all point to the last one. The variable itself ' +
      'stays on the heap as long as one of them.',
    remedy:
      'Copy the variable at the start of the body (`x := x`), or pass it to the closure as an argument. Or set the ' +
      'go line in go.mod to 1.22 or newer: each round then has its own variable.',
    limits:
      'Only for go lines below 1.22. Silent if the goroutine is waited for in the same round, if the loop cannot ' +
      'come round again, and if a closure or pointer is passed to a function that is not known to keep it.',
    references: ['https://go.dev/blog/loopvar-preview', 'https://go.dev/doc/faq#closures_and_goroutines'],
    messages: {
      goroutine:
        'the goroutine shares {variables} with all later rounds of the loop and may see the value of another one; copy it ' +
        'first ({copies} := {copies}) or pass it as an argument',
      deferred:
        'deferred calls run when the function returns, and all share one {variables}: only that of the last round ' +
        'is seen, what the others were to release is leaked; copy it first ({copies} := {copies})',
      stored:
        'the stored closure shares {variables} with all later rounds of the loop, so that in the end all see the last value; ' +
        'copy it first ({copies} := {copies})',
      pointer:
        'the address of {variables} is kept, but all rounds of the loop share one {variables}, so that in the end all point ' +
        'to the last value; copy it first ({copies} := {copies}) or take the address of the element',
    },
    options: {},
    metric: 'own',
    refutable: false,
  },
  triggers: ['for'],
  check({ pkg, report }) {
    if (pkg.files.every(({ language }) => language >= PER_ROUND)) return;
    for (const loop of pkg.nodes(Kind.ForStatement)) {
      const fn = pkg.functionAround(loop);
      const language = pkg.files[loop.file]?.language ?? PER_ROUND;
      if (fn === undefined || language >= PER_ROUND) continue;
      const variables = new Map<number, GoSymbol[]>();
      const uses = new Map<number, SharedUse>();
      for (const symbol of variablesOfLoop(pkg, loop)) {
        for (const use of usesBeyondRound(pkg, fn, loop, symbol)) {
          uses.set(use.at.node, use);
          variables.set(use.at.node, [...(variables.get(use.at.node) ?? []), symbol]);
        }
      }
      for (const { kind, at } of uses.values()) {
        const names = (variables.get(at.node) ?? []).map(({ name }) => name);
        const data = { variables: names.join(' and '), copies: names.join(', ') };
        report(at, MESSAGES[kind], { data, ...suggestionsFor(pkg, loop, names.join(', ')) });
      }
    }
  },
});

/** `x := x` as the first statement of the body. */
function suggestionsFor(pkg: Package, { file, node }: Place, names: string): { suggestions?: FixDetail[] } {
  const tree = pkg.tree(file);
  const list = tree.firstNamedChild(tree.childByField(node, Field.Body));
  const first = list === NO_NODE ? NO_NODE : tree.firstNamedChild(list);
  if (first === NO_NODE) return {};
  const start = tree.startOf(first);
  const indent = tree.text.slice(tree.lineStart(tree.lineAt(start)), start);
  if (indent.trim() !== '') return {};
  const copy = `${names} := ${names}`;
  return {
    suggestions: [
      {
        title: `Copy it first: ${copy}`,
        edits: [{ at: { file, node: first }, side: 'before', text: `${copy}\n${indent}` }],
      },
    ],
  };
}
