/**
 * Builds the control-flow graph of one function. Nested function literals are values here; each has its own graph.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE, type NodeId, type SyntaxTree } from '../../syntax/tree.ts';
import { FlowGraph } from './graph.ts';
import { closingBrace, StatementWriter } from './statement.ts';
import { BlockWriter, type CallExit } from './writer.ts';

/**
 * The graph of a FunctionDeclaration, MethodDeclaration or FuncLiteral. One without a body has an entry and no exit.
 *
 * @param callExit how control ends at a call that never returns, or only on a condition: `panic` itself, `os.Exit`,
 *   `runtime.Goexit`, and whatever ends in them. Only the semantic model knows what a name means, so it is asked for every call.
 */
export function buildFlowGraph(tree: SyntaxTree, fn: NodeId, callExit: CallExit): FlowGraph {
  const blocks = new BlockWriter(tree, fn, callExit);
  const entry = blocks.current;
  const body = tree.childByField(fn, Field.Body);
  if (body !== NO_NODE && tree.kindOf(body) === Kind.Block) {
    blocks.begin(body);
    new StatementWriter(blocks).writeList(body);
    blocks.exit('end', closingBrace(tree, body));
  }
  return new FlowGraph(blocks, entry);
}
