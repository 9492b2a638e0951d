/**
 * When a function literal runs, seen from a region of code that makes it.
 */
import { isCallee } from '../../syntax/callee.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Callback } from '../effects/effect.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';

export interface Surroundings {
  readonly file: number;
  readonly node: NodeId;
}

/**
 * - `inside`: only while the region runs (called in place, handed to something that calls it before it returns, run by a
 *   goroutine that the region waits for), or at the end of the function, when the region is over anyhow;
 * - `outside`: perhaps after the region;
 * - `value`: whenever whoever gets the literal calls it.
 */
export type ClosureRuns = 'inside' | 'outside' | 'value';

export function closureRuns(pkg: Package, literal: Place, region: Surroundings): ClosureRuns {
  const tree = pkg.tree(literal.file);
  const parent = tree.parentOf(literal.node);
  if (isCallee(tree, literal.node)) {
    const { mode } = pkg.callAt({ file: literal.file, node: parent });
    return mode !== 'go' || waitsAfter(pkg, region, parent) ? 'inside' : 'outside';
  }
  const callback = callbackAt(pkg, literal);
  if (callback === undefined) return 'value';
  if (callback.runs === 'inline' || callback.joined) return 'inside';
  if (callback.runs === 'goroutine') return waitsAfter(pkg, region, parent) ? 'inside' : 'outside';
  return 'outside';
}

function callbackAt(pkg: Package, literal: Place): Callback | undefined {
  const use = pkg.useOf(literal);
  if (use.kind !== 'argument') return undefined;
  return pkg.callAt({ file: literal.file, node: use.node }).effect.callbacks?.[use.index ?? 0];
}

/**
 * Whether the region waits, after the node and in its own code, for goroutines: by a call of a `Wait`, or by a receive
 * from a channel that it made or that the code at the node names.
 */
export function waitsAfter(pkg: Package, { file, node: region }: Surroundings, node: NodeId): boolean {
  const tree = pkg.tree(file);
  const owner = ownerOf(tree, region);
  for (const at of tree.descendantsOfKind(region, Kind.CallExpression, Kind.UnaryExpression)) {
    if (at <= node || ownerOf(tree, at) !== owner) continue;
    if (
      tree.kindOf(at) === Kind.CallExpression
        ? isWait(pkg, { file, node: at })
        : isReceiveFor(pkg, { file, node: region }, node, at)
    ) {
      return true;
    }
  }
  return false;
}

const ownerOf = (tree: SyntaxTree, node: NodeId): NodeId =>
  tree.ancestorOfKind(node, Kind.FuncLiteral, Kind.FunctionDeclaration, Kind.MethodDeclaration);

function isWait(pkg: Package, at: Place): boolean {
  const { key } = pkg.callAt(at);
  return key.endsWith('.Wait');
}

/** A receive from a channel that the region made, or that the code at `node` names as well, and that tells the end. */
function isReceiveFor(pkg: Package, { file, node: region }: Surroundings, node: NodeId, at: NodeId): boolean {
  const tree = pkg.tree(file);
  if (tree.textOf(tree.childByField(at, Field.Operator)) !== '<-') return false;
  const channel = pkg.symbolAt({ file, node: tree.childByField(at, Field.Operand) });
  if (channel === undefined || tellsOfStart(pkg, { file, node }, channel)) return false;
  const declared = channel.declaration;
  if (declared?.file === file && tree.contains(region, declared.node)) return true;
  return channel.uses.some(use => use.file === file && tree.contains(node, use.node));
}

/** Whether the call at `node` goes on after it has sent to the channel, or closed it: `ready <- true; serve()`. */
function tellsOfStart(pkg: Package, start: Place, channel: GoSymbol): boolean {
  if (pkg.tree(start.file).kindOf(start.node) !== Kind.CallExpression) return false;
  const { target, args } = pkg.callAt(start);
  if (target === undefined || target.body === NO_NODE) return false;
  const index = args.findIndex(arg => pkg.symbolAt(arg) === channel);
  const inside = index < 0 ? channel : target.parameters[index];
  const tree = pkg.tree(target.place.file);
  const list = tree.firstNamedChild(target.body);
  const statements = list === NO_NODE ? [] : tree.namedChildren(list);
  const told = statements.findIndex(statement => {
    const kind = tree.kindOf(statement);
    if (kind !== Kind.SendStatement && kind !== Kind.ExpressionStatement) return false;
    return inside?.uses.some(use => isOperandOf(pkg, { file: target.place.file, node: statement }, use)) === true;
  });
  return told >= 0 && told < statements.length - 1;
}

/** Whether the statement is `c <- v` or `close(c)` of the mention. */
function isOperandOf(pkg: Package, { file, node }: Place, use: Place): boolean {
  if (use.file !== file || !pkg.tree(file).contains(node, use.node)) return false;
  const { kind, name } = pkg.useOf(use);
  return kind === 'send' || (kind === 'builtin' && name === 'close');
}
