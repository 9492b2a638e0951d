/**
 * Finds loops that build each round's context around that of the round before, so that a chain grows as long as the
 * loop runs.
 */
import type { Package } from '../../src/rule/package.ts';
import { type NestedContext, nestedContextsIn } from '../../src/rule/regions.ts';
import { defineRule, type FixDetail } from '../../src/rule/rule.ts';
import { Field, Kind } from '../../src/rule/syntax.ts';

export const rule = defineRule({
  meta: {
    id: 'nested-context-in-loop',
    family: 'context',
    tier: 'default',
    wider: ['opt-in'],
    summary: 'A loop that wraps the context of each round around that of the round before',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    why:
      'A context refers to the one that it was made of. `ctx = context.WithValue(ctx, …)` in a loop, with a variable from ' +
      'outside the loop, makes a chain that is one longer with every round: all contexts of earlier rounds, with their ' +
      'values, stay until the loop ends, and every lookup of a value walks through all of them. Measured with Go 1.26: 48 ' +
      'bytes a round and the value for WithValue, 448 for WithCancel; after 100000 rounds a lookup takes 0.7 ms.',
    remedy:
      'Give each round a variable of its own, `ctx := context.WithValue(ctx, …)`, or build around the context from before ' +
      'the loop.',
    limits:
      'Holds for every version of Go. By default only loops that serve: without a condition, over a channel, or with a call ' +
      'such as Accept or Recv in each round; the others are opt-in. Left alone are loops of four rounds at most, variables ' +
      'that are set to another context in the same round, assigned in a closure or have their address taken, and chains ' +
      'that code after the loop uses. Contexts in fields are not followed, nor what functions without source, that no ' +
      'table knows, make of a context.',
    references: ['https://pkg.go.dev/context#WithValue', 'https://github.com/Crocmagnon/fatcontext'],
    messages: {
      grows:
        'each round of the loop builds {variable} around that of the round before, so that all of them and their values ' +
        'stay until the loop ends, and lookups take longer and longer; use a variable of the round, {variable} := …',
    },
    options: {},
    metric: 'own',
    refutable: true,
  },
  triggers: ['context'],
  check({ pkg, report }) {
    for (const nested of nestedContextsIn(pkg)) {
      const { variable, loop, serves, target } = nested;
      const suggestion = declarationIn(pkg, nested);
      report(target, 'grows', {
        data: { variable: variable.name },
        related: [{ at: loop, message: 'the loop' }],
        evidence: [{ kind: 'lines', at: nested.value }],
        ...(!serves && { tier: 'opt-in' as const, confidence: 'medium' as const }),
        ...(suggestion !== undefined && { suggestions: [suggestion] }),
      });
    }
  },
});

/** `ctx := …` where the assignment has no other target and stands in the body of the loop itself. */
function declarationIn(pkg: Package, { target: { file, node }, loop, variable }: NestedContext): FixDetail | undefined {
  const tree = pkg.tree(file);
  const statement = tree.ancestorOfKind(node, Kind.AssignmentStatement);
  const list = tree.parentOf(statement);
  const isInBody = tree.kindOf(list) === Kind.StatementList && tree.parentOf(tree.parentOf(list)) === loop.node;
  if (!isInBody || tree.namedChildren(tree.childByField(statement, Field.Left)).length > 1) return undefined;
  const operator = { file, node: tree.childByField(statement, Field.Operator) };
  return { title: `Declare ${variable.name} anew in each round`, edits: [{ at: operator, text: ':=' }] };
}
