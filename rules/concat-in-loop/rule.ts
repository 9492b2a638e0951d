/**
 * Finds strings that a loop makes longer piece by piece, each time as a new string.
 *
 * Silent where the string starts anew in each round, where few rounds are known, and where it is no local variable.
 */
import type { GoFunction, GoSymbol, Package, Place } from '../../src/rule/package.ts';
import { isDeclaredIn, maximumRoundsAround } from '../../src/rule/regions.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { Field, Kind } from '../../src/rule/syntax.ts';

/** So few pieces are copied faster than a builder is set up. */
const FEW_ROUNDS = 4;

export const rule = defineRule({
  meta: {
    id: 'concat-in-loop',
    family: 'allocation',
    tier: 'profile',
    summary: 'A string grows in a loop and is copied as a whole in each round',
    severity: 'info',
    confidence: 'high',
    since: '0.1.0',
    why:
      'A string cannot be changed, so `s += x` allocates a new string and copies both parts into it. A loop of n ' +
      'rounds copies about n²/2 pieces and leaves all strings but the last to the garbage collector. Measured with ' +
      'Go 1.26 for eight pieces of 160 bytes: 7 allocations and 5.5 kB, against 5 allocations with a ' +
      'strings.Builder and one if Grow is called first.',
    remedy:
      'Write the pieces to a strings.Builder, after Grow if you know the length. Or collect them in a slice and ' +
      'call strings.Join.',
    limits:
      'Holds for every version of Go. Sees only local variables and results that a loop extends. Not reported in ' +
      'loops of at most four rounds by a constant. Saves something only in code that runs often: reported if a ' +
      'profile shows the allocations, or if the rule is enabled by name.',
    references: ['https://pkg.go.dev/strings#Builder'],
    messages: {
      grows:
        '{name} is copied as a whole in each round of the loop to become longer, n²/2 pieces for n rounds; write to a ' +
        'strings.Builder',
    },
    options: {},
    metric: 'own',
    refutable: true,
  },
  triggers: ['+'],
  check({ pkg, report }) {
    for (const statement of pkg.nodes(Kind.AssignmentStatement)) {
      const grown = grownBy(pkg, statement);
      const fn = pkg.functionAround(statement);
      if (grown === undefined || fn === undefined || grown.owner !== fn) continue;
      if (!growsOverRounds(pkg, fn, statement, grown)) continue;
      const related = grown.declaration && [{ at: grown.declaration, message: 'it starts here' }];
      report(statement, 'grows', { data: { name: grown.name }, ...(related && { related }) });
    }
  },
});

/** The local string that `s += x` or `s = s + x` makes longer. */
function grownBy(pkg: Package, { file, node }: Place): GoSymbol | undefined {
  const tree = pkg.tree(file);
  const left = tree.firstNamedChild(tree.childByField(node, Field.Left));
  if (tree.kindOf(left) !== Kind.Identifier) return undefined;
  const operator = tree.textOf(tree.childByField(node, Field.Operator));
  const isLonger = operator === '+=' || (operator === '=' && startsWith(pkg, file, node, left));
  if (!isLonger) return undefined;
  const symbol = pkg.symbolAt({ file, node: left });
  if (symbol?.kind !== 'variable' || symbol.role === 'global') return undefined;
  const type = pkg.underlyingOf({ file, node: left });
  return type.kind === 'basic' && type.name === 'string' ? symbol : undefined;
}

/** Whether the right side is a sum whose first or last operand is the variable itself. */
function startsWith(pkg: Package, file: number, statement: number, left: number): boolean {
  const tree = pkg.tree(file);
  const list = tree.namedChildren(tree.childByField(statement, Field.Right));
  let [node] = list;
  if (node === undefined || list.length !== 1 || tree.kindOf(node) !== Kind.BinaryExpression) return false;
  const name = tree.textOf(left);
  if (tree.textOf(tree.childByField(node, Field.Operator)) !== '+') return false;
  if (tree.textOf(tree.childByField(node, Field.Right)) === name) return true;
  while (tree.kindOf(node) === Kind.BinaryExpression) node = tree.childByField(node, Field.Left);
  return tree.textOf(node) === name;
}

/** Whether what one round adds is still there when the next round adds more. */
function growsOverRounds(pkg: Package, fn: GoFunction, at: Place, symbol: GoSymbol): boolean {
  const flow = pkg.flow(fn);
  if (!flow.isOnCycle(at.node) || (maximumRoundsAround(pkg, fn, at) ?? Infinity) <= FEW_ROUNDS) return false;
  return flow.loopsAround(at.node).some(loop => {
    const round = { file: at.file, node: loop.node };
    return !isDeclaredIn(pkg, round, symbol) && !startsAnew(pkg, round, symbol);
  });
}

/** Whether a round of the loop gives the variable a value that does not contain the old one. */
function startsAnew(pkg: Package, { file, node }: Place, symbol: GoSymbol): boolean {
  const tree = pkg.tree(file);
  return symbol.uses.some(use => {
    if (use.file !== file || !tree.contains(node, use.node) || pkg.useOf(use).kind !== 'assigned') return false;
    return grownBy(pkg, { file, node: pkg.useOf(use).node }) !== symbol;
  });
}
