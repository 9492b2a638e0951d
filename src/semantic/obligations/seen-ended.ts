/**
 * Resources that end with a context: whether one is lost only on a way where code has seen that context ended.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import { nilTest } from '../flow/nil-test.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { contextOfRequest, isRequest } from './request-context.ts';
import type { PathStep } from './spec.ts';

/**
 * Whether the way to where it is lost passes `ctx.Err() != nil` or `case <-ctx.Done()` of a context that the call was
 * given, itself or in a request.
 */
export function contextHasEnded(pkg: Package, call: Call, path: readonly PathStep[] = []): boolean {
  const contexts = [...call.args, ...call.args.flatMap(arg => contextsInRequest(pkg, arg))];
  const given = new Set(contexts.map(at => pkg.symbolAt(at)).filter(symbol => symbol !== undefined));
  return path.some(step => endedAt(pkg, step).some(ended => given.has(ended)));
}

const contextsInRequest = (pkg: Package, at: Place): readonly Place[] =>
  isRequest(pkg, at) ? pkg.origins(at).flatMap(origin => contextOfRequest(pkg, origin) ?? []) : [];

/** The variables of contexts that have ended if this step is taken. */
function endedAt(pkg: Package, { at: { file, node }, value }: PathStep): readonly GoSymbol[] {
  const tree = pkg.tree(file);
  if (tree.kindOf(node) === Kind.CommunicationCase) return receiverOf(pkg, file, doneIn(pkg, { file, node }), 'Done');
  const test = value === undefined ? undefined : nilTest(tree, { condition: node, value });
  if (test === undefined || test.isNil) return [];
  const errors = pkg.origins({ file, node: test.operand });
  const ended = errors.map(({ kind, at }) => (kind === 'call' ? receiverOf(pkg, at.file, at.node, 'Err') : []));
  return ended.every(symbols => symbols.length > 0) ? ended.flat() : [];
}

/** The call `ctx.Done()` of `case <-ctx.Done():`. */
function doneIn(pkg: Package, { file, node }: Place): number {
  const tree = pkg.tree(file);
  const received = tree.childByField(tree.childByField(node, Field.Communication), Field.Right);
  return tree.kindOf(received) === Kind.UnaryExpression ? tree.childByField(received, Field.Operand) : NO_NODE;
}

/** The variable `ctx` of a call `ctx.M()`. */
function receiverOf(pkg: Package, file: number, node: number, method: 'Done' | 'Err'): readonly GoSymbol[] {
  if (node === NO_NODE || pkg.tree(file).kindOf(node) !== Kind.CallExpression) return [];
  const { key, receiver } = pkg.callAt({ file, node });
  const symbol = key === `context.Context.${method}` && receiver !== undefined ? pkg.symbolAt(receiver) : undefined;
  return symbol === undefined ? [] : [symbol];
}
