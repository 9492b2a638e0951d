/**
 * Finds buffers and maps that each round of a loop makes anew, although none outlives its round.
 *
 * Silent where the value leaves the round, where its size differs from round to round, and where few rounds are known.
 */
import type { GoFunction, GoSymbol, Package, Place } from '../../src/rule/package.ts';
import {
  isDeclaredIn,
  isWithinLoop,
  maximumRoundsAround,
  type Region,
  whereVariableLeaves,
} from '../../src/rule/regions.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { Field, Kind, NO_NODE } from '../../src/rule/syntax.ts';

/** What so few rounds allocate is not worth a variable outside the loop. */
const FEW_ROUNDS = 4;

interface Buffer {
  readonly variable: GoSymbol;
  readonly message: 'slice' | 'map' | 'buffer';
  /** What decides how large it is. */
  readonly sizes: readonly Place[];
}

export const rule = defineRule({
  meta: {
    id: 'buffer-per-iteration',
    family: 'allocation',
    tier: 'profile',
    summary: 'Each round of a loop allocates a new buffer, where one buffer could serve all rounds',
    severity: 'info',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'A buffer whose size is not constant, or that is passed to an interface such as io.Reader, is usually ' +
      'allocated on the heap: each round of the loop allocates one and leaves it to the garbage collector. ' +
      'Measured with Go 1.26: eight rounds of make([]byte, 512) for an io.Reader are eight allocations; one ' +
      'buffer made before the loop is one.',
    remedy:
      'Make the buffer before the loop. If iterations append to it or add entries, empty it at the start of each: ' +
      '`buf = buf[:0]`, `clear(m)` (Go 1.21) or `b.Reset()`. Do not shorten a buffer for Read, which fills only ' +
      'up to its length. Leave the code as it is if an iteration may keep a part of the buffer. Code that relies ' +
      'on make to set all bytes to zero must clear the buffer itself.',
    limits:
      'Holds for every version of Go. Sees only buffers that certainly stay in their round, with a size that is the ' +
      'same in all rounds. Not reported in loops of at most four rounds by a constant. The compiler keeps some ' +
      'buffers on the stack, where they cost nothing; that is not decided here. Saves something only in code that ' +
      'runs often: reported if a profile shows the allocations, or if the rule is enabled by name.',
    references: ['https://go.dev/doc/gc-guide#Eliminating_heap_allocations'],
    messages: {
      slice: 'every round of the loop allocates {name} anew and drops it at the end; make it once, before the loop',
      map: 'every round of the loop allocates the map {name} anew and drops it at the end; make it once, before the loop, and clear it in each round',
      buffer:
        '{name} starts empty in every round of the loop and allocates anew when it is written to; declare it before the ' +
        'loop, and Reset it in each round',
    },
    options: {},
    metric: 'own',
    refutable: true,
  },
  triggers: ['make(', 'bytes.Buffer'],
  check({ pkg, report }) {
    for (const declaration of pkg.nodes(Kind.ShortVarDeclaration, Kind.VarSpec)) {
      const fn = pkg.functionAround(declaration);
      if (fn === undefined || !isWithinLoop(pkg, declaration)) continue;
      const buffer = bufferOf(pkg, declaration);
      const round = buffer === undefined ? undefined : roundOf(pkg, fn, declaration);
      if (buffer === undefined || round === undefined || !servesAllRounds(pkg, round, buffer)) continue;
      const evidence = [declaration, ...growthOf(pkg, buffer)].map(at => ({ kind: 'lines', at }) as const);
      report(declaration, buffer.message, { data: { name: buffer.variable.name }, evidence });
    }
  },
});

/** The one variable that the statement declares, if it starts as an empty container. */
function bufferOf(pkg: Package, { file, node }: Place): Buffer | undefined {
  const tree = pkg.tree(file);
  const isSpec = tree.kindOf(node) === Kind.VarSpec;
  const names = isSpec
    ? tree.childrenByField(node, Field.Name)
    : tree.namedChildren(tree.childByField(node, Field.Left));
  const [name] = names;
  const variable = name === undefined || names.length > 1 ? undefined : pkg.symbolAt({ file, node: name });
  if (variable?.kind !== 'variable') return undefined;
  const list = tree.childByField(node, isSpec ? Field.Value : Field.Right);
  const value = list === NO_NODE ? NO_NODE : tree.firstNamedChild(list);
  if (isBytesBuffer(pkg, variable))
    return isEmpty(pkg, file, value) ? { variable, message: 'buffer', sizes: [] } : undefined;
  return value === NO_NODE ? undefined : madeContainer(pkg, variable, { file, node: value });
}

/** Where it allocates besides its declaration. */
function growthOf(pkg: Package, { variable, message }: Buffer): readonly Place[] {
  if (message === 'buffer') return variable.uses;
  return variable.uses.flatMap(at => {
    const use = pkg.useOf(at);
    const around: Place = { file: at.file, node: use.node };
    const grows =
      message === 'map'
        ? use.kind === 'indexed' && pkg.useOf(around).kind === 'assigned'
        : use.kind === 'builtin' && use.name === 'append' && use.index === 0;
    return grows ? [around] : [];
  });
}

function isBytesBuffer(pkg: Package, variable: GoSymbol): boolean {
  const type = pkg.typeOfSymbol(variable);
  return type.kind === 'named' && type.path === 'bytes' && type.name === 'Buffer';
}

/** No value, or `bytes.Buffer{}`. */
function isEmpty(pkg: Package, file: number, value: number): boolean {
  if (value === NO_NODE) return true;
  const tree = pkg.tree(file);
  return tree.kindOf(value) === Kind.CompositeLiteral;
}

function madeContainer(pkg: Package, variable: GoSymbol, value: Place): Buffer | undefined {
  const tree = pkg.tree(value.file);
  if (tree.kindOf(value.node) !== Kind.CallExpression) return undefined;
  const { callee, args } = pkg.callAt(value);
  if (callee.kind !== 'builtin' || callee.name !== 'make') return undefined;
  const { kind } = pkg.underlyingOf(value);
  return kind === 'slice' || kind === 'map' ? { variable, message: kind, sizes: args.slice(1) } : undefined;
}

/** One round of the innermost loop, if it comes round more than a few times. */
function roundOf(pkg: Package, fn: GoFunction, at: Place): Region | undefined {
  const flow = pkg.flow(fn);
  if (!flow.isOnCycle(at.node) || (maximumRoundsAround(pkg, fn, at) ?? Infinity) <= FEW_ROUNDS) return undefined;
  const [loop] = flow.loopsAround(at.node);
  return loop === undefined ? undefined : { file: at.file, node: loop.node, counts: 'memory' };
}

/** Whether one made before the loop could do for all rounds. */
function servesAllRounds(pkg: Package, round: Region, { variable, sizes }: Buffer): boolean {
  return (
    isDeclaredIn(pkg, round, variable) &&
    sizes.every(size => isTheSameInEachRound(pkg, round, size)) &&
    whereVariableLeaves(pkg, round, variable) === undefined &&
    variable.uses.every(at => isLeftAlone(pkg, at))
  );
}

/** Whether a call that gets the variable is known not to keep it. */
function isLeftAlone(pkg: Package, at: Place): boolean {
  const use = pkg.useOf(at);
  if (use.kind === 'address') return isLeftAlone(pkg, { file: at.file, node: use.node });
  if (use.kind !== 'argument' || use.index === undefined) return true;
  const call = pkg.callAt({ file: at.file, node: use.node });
  return pkg.summaries.parameterOf(call, use.index)?.stores === 'never';
}

/** A constant, or a variable from outside the loop that no round assigns. */
function isTheSameInEachRound(pkg: Package, round: Region, size: Place): boolean {
  if (pkg.constantOf(size) !== undefined) return true;
  const symbol = pkg.symbolAt(size);
  if (symbol?.kind !== 'variable' || isDeclaredIn(pkg, round, symbol)) return false;
  const tree = pkg.tree(round.file);
  return symbol.uses.every(at => {
    const { kind } = pkg.useOf(at);
    return at.file !== round.file || !tree.contains(round.node, at.node) || (kind !== 'assigned' && kind !== 'address');
  });
}
