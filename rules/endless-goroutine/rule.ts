/**
 * Finds goroutines with a loop that nothing leaves, where something shows that they should end before the process does.
 *
 * Every daemon is such a loop. So one of these has to show that it is none: the select of the loop waits for a stop signal
 * and then goes on; its owner has a method that ends it; more are started again and again; or it is handed a context that
 * nobody looks at.
 */
import { stopSignalIn } from '../../src/rule/channels.ts';
import { isEndless, isStartedRepeatedly, ownerOf, startOf } from '../../src/rule/goroutines.ts';
import { lineOf } from '../../src/rule/line.ts';
import type { GoFunction, Goroutine, GoSymbol, Package, Place } from '../../src/rule/package.ts';
import { defineRule, type RelatedDetail } from '../../src/rule/rule.ts';
import { Kind, type NodeId } from '../../src/rule/syntax.ts';

type Message = 'ignored' | 'owner' | 'repeated' | 'context';

interface Problem {
  readonly message: Message;
  readonly data: Readonly<Record<string, string | number>>;
  readonly related?: readonly RelatedDetail[];
}

export const rule = defineRule({
  meta: {
    id: 'endless-goroutine',
    family: 'goroutine',
    tier: 'opt-in',
    summary: 'A goroutine loops for ever although the code shows that it should end',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'A goroutine ends only when its function returns. If its loop has no way out, it stays until the process ' +
      'ends, with its stack (2 KB at least) and everything that it refers to: for example the object that started ' +
      'it, although that was closed long ago, or one request after the other.',
    remedy:
      'Give the loop a way out: a case that returns, on the Done channel of a context or on a channel that the ' +
      'Close method of the owner closes. Note that break inside a select leaves only the select, not the loop.',
    limits:
      'Holds for every version of Go. Reports loops without a way out in functions that run as a goroutine, ' +
      'directly or up to three calls away. A call that never returns counts as a way out, a call that may panic ' +
      'does not. Something must show that the loop should end: its select waits for a stop signal; or the goroutine ' +
      'belongs to a type of the package with a Close, Stop or Shutdown method; or it is started in a loop, or by ' +
      'code that runs again and again; or its function has a context parameter that it never uses. The Close method ' +
      'may be meant for something else. A loop that is meant to run until the process ends is reported too.',
    references: ['https://go.dev/blog/pipelines', 'https://go.dev/ref/spec#Break_statements'],
    messages: {
      ignored:
        'this loop goes on after {signal} has told it to stop (line {line}), so its goroutine never ends; return ' +
        'there, or break out of the loop by its label',
      owner:
        'nothing ends this loop, so its goroutine and the {type} that it serves stay after {method} has been ' +
        'called; leave the loop when {method} is called',
      repeated:
        'nothing ends this loop, and {function} starts another such goroutine each time: none of them is ever freed; leave ' +
        'the loop at a stop signal',
      context:
        'nothing ends this loop, though its goroutine is handed {context}: it never ends; return when {context} is done',
    },
    options: {},
    metric: 'cum',
    refutable: false,
  },
  triggers: ['go'],
  check({ pkg, report }) {
    for (const loop of pkg.nodes(Kind.ForStatement)) {
      const fn = isBare(pkg, loop) ? pkg.functionAround(loop) : undefined;
      if (fn === undefined || !hasNoWayOut(pkg, fn, loop)) continue;
      const start = startOf(pkg, fn);
      const problem = start === undefined ? undefined : problemOf(pkg, fn, loop, start);
      if (problem === undefined || start === undefined) continue;
      report(loop, problem.message, {
        data: problem.data,
        related: [{ at: start.start, message: 'the goroutine is started here' }, ...(problem.related ?? [])],
        evidence: [
          { kind: 'lines', at: start.start },
          { kind: 'lines', at: fn.place },
          { kind: 'goroutine', started: start },
        ],
      });
    }
  },
});

/** `for { … }` */
function isBare(pkg: Package, { file, node }: Place): boolean {
  const tree = pkg.tree(file);
  return tree.namedChildren(node).every(child => tree.kindOf(child) === Kind.Block);
}

function hasNoWayOut(pkg: Package, fn: GoFunction, { node }: Place): boolean {
  const loop = pkg.flow(fn).loops.find(candidate => candidate.node === node);
  return loop !== undefined && isEndless(loop);
}

function problemOf(pkg: Package, fn: GoFunction, loop: Place, start: Goroutine): Problem | undefined {
  const signal = signalOf(pkg, fn, loop);
  if (signal !== undefined) {
    const data = { signal: pkg.textOf(signal), line: lineOf(pkg, signal) };
    return { message: 'ignored', data, related: [{ at: signal, message: 'the stop signal' }] };
  }
  const owner = ownerOf(pkg, fn, start);
  if (owner !== undefined) return { message: 'owner', data: { type: owner.type, method: owner.method.name } };
  if (isStartedRepeatedly(pkg, start)) {
    const { starter } = start;
    const name = starter === undefined || starter.kind === 'literal' ? 'the function around it' : starter.name;
    return { message: 'repeated', data: { function: name } };
  }
  const context = unusedContext(pkg, fn);
  return context === undefined ? undefined : { message: 'context', data: { context: context.name } };
}

/** What a select of the loop itself receives to be told to stop. */
function signalOf(pkg: Package, fn: GoFunction, { file, node }: Place): Place | undefined {
  const tree = pkg.tree(file);
  for (const select of tree.descendantsOfKind(node, Kind.SelectStatement)) {
    if (pkg.functionAround({ file, node: select }) !== fn || innermostLoop(pkg, file, select) !== node) continue;
    const cases = tree.namedChildren(select).filter(child => tree.kindOf(child) === Kind.CommunicationCase);
    if (cases.length < 2) continue;
    const found = stopSignalIn(pkg, file, cases);
    if (found !== undefined && isLeftBy(pkg, file, select, found.alternative)) return found.signal;
  }
  return undefined;
}

/** Whether a case only breaks out of its select, or does nothing: whoever wrote it meant to end something. */
function isLeftBy(pkg: Package, file: number, select: NodeId, alternative: NodeId): boolean {
  const tree = pkg.tree(file);
  for (const node of tree.descendantsOfKind(alternative, Kind.BreakStatement)) {
    const around = tree.ancestorOfKind(
      node,
      Kind.SelectStatement,
      Kind.ForStatement,
      Kind.ExpressionSwitchStatement,
      Kind.TypeSwitchStatement,
      Kind.FuncLiteral,
    );
    if (around === select && tree.namedChildren(node).length === 0) return true;
  }
  return false;
}

function innermostLoop(pkg: Package, file: number, node: NodeId): NodeId {
  return pkg.tree(file).ancestorOfKind(node, Kind.ForStatement);
}

/** A context among the parameters that the function does not use. */
function unusedContext(pkg: Package, fn: GoFunction): GoSymbol | undefined {
  return fn.parameters.find(parameter => {
    if (parameter === undefined || parameter.uses.length > 0) return false;
    const type = pkg.typeOfSymbol(parameter);
    return type.kind === 'named' && type.path === 'context' && type.name === 'Context';
  });
}
