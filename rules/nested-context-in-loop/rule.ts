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
    summary: 'Each round of a loop wraps the context of the round before, so that the chain grows',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    why:
      'A context refers to its parent. `ctx = context.WithValue(ctx, …)` in a loop, with a variable from outside ' +
      'the loop, makes the context of each round the child of that of the round before. All of them stay in memory ' +
      'with their values until the loop ends, and looking up a value walks through all of them. Measured with Go ' +
      '1.26: 48 bytes and the value for each round with WithValue, 448 bytes with WithCancel; after 100 000 rounds ' +
      'a lookup takes 0.7 ms.',
    remedy:
      'Declare a new variable in each round, `ctx := context.WithValue(ctx, …)`, so that each round starts from the ' +
      'context before the loop.',
    limits:
      'Holds for every version of Go. By default reports only loops that serve: without a condition, over a ' +
      'channel, or with a call such as Accept or Recv in each round. Other loops are opt-in. Not reported: loops of ' +
      'at most four rounds; variables that are set to another context in the same round, are assigned in a closure ' +
      'or have their address taken; and chains that code after the loop uses. Contexts in fields are not followed, ' +
      'and neither is what unknown functions do with a context.',
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
