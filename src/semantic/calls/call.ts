/**
 * Every call of a package with its callee resolved, and every goroutine that it starts.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { FunctionEffect } from '../effects/effect.ts';
import type { Effects, EffectTest } from '../effects/table.ts';
import type { Callee } from '../inference/callee.ts';
import type { Inference } from '../inference/inference.ts';
import { symbolAt, treeOf } from '../inference/model.ts';
import type { FileId, GoFunction, Place } from '../names/symbol.ts';
import type { FunctionIndex } from './function-index.ts';
import { soleValue } from '../value-flow/sole-value.ts';

export interface Call {
  readonly place: Place;
  /** Undefined in a package-level initialiser. */
  readonly caller: GoFunction | undefined;
  readonly callee: Callee;
  /** `importPath.Name`, `importPath.(*T).M`, `importPath.I.M`; `''` unless a declared function is called. */
  readonly key: string;
  /** What the tables say of the callee; empty where they say nothing. */
  readonly effect: FunctionEffect;
  /** The function of this package that runs, a literal included, through variables that never hold another. */
  readonly target: GoFunction | undefined;
  readonly args: readonly Place[];
  /** The operand x of `x.M(…)`. */
  readonly receiver: Place | undefined;
  readonly mode: 'call' | 'go' | 'defer';
}

/** A goroutine that code of the package starts. */
export interface Goroutine {
  /** The `go` statement, or the call that starts it (`wg.Go(f)`). */
  readonly start: Place;
  readonly starter: GoFunction | undefined;
  /** The function that it runs, if it is of this package. */
  readonly entry: GoFunction | undefined;
  /** The key of a declared function that it runs, of whatever package; else `''`. */
  readonly entryKey: string;
  readonly args: readonly Place[];
  /** Whether the goroutine has ended when the starting call returns. */
  readonly joined: boolean;
}

export function describeCall(inference: Inference, functions: FunctionIndex, file: FileId, node: NodeId): Call {
  const tree = treeOf(inference.model, file);
  const callee = inference.calleeAt(file, node);
  const key = callee.kind === 'function' ? callee.key : '';
  return {
    place: { file, node },
    caller: functions.around({ file, node }),
    callee,
    key,
    effect: inference.model.effects.of(key),
    target: targetOf(inference, functions, callee, file),
    args: inference.argumentsAt(file, node).map(arg => ({ file, node: unwrapped(tree, arg) })),
    receiver: receiverOf(inference, file, node, callee),
    mode: modeOf(tree, node),
  };
}

/** `xs` of `xs...`. */
function unwrapped(tree: SyntaxTree, argument: NodeId): NodeId {
  return tree.kindOf(argument) === Kind.VariadicArgument ? tree.firstNamedChild(argument) : argument;
}

function modeOf(tree: SyntaxTree, node: NodeId): Call['mode'] {
  switch (tree.kindOf(tree.parentOf(node))) {
    case Kind.GoStatement:
      return 'go';
    case Kind.DeferStatement:
      return 'defer';
    default:
      return 'call';
  }
}

function receiverOf(inference: Inference, file: FileId, node: NodeId, callee: Callee): Place | undefined {
  if (callee.kind === 'function' && callee.methodExpression) {
    const [first] = inference.argumentsAt(file, node);
    return first === undefined ? undefined : { file, node: first };
  }
  const tree = treeOf(inference.model, file);
  const selector = tree.childByField(node, Field.Function);
  if (selector === NO_NODE || tree.kindOf(selector) !== Kind.SelectorExpression) return undefined;
  const operand = tree.childByField(selector, Field.Operand);
  return symbolAt(inference.model, file, operand)?.kind === 'package' ? undefined : { file, node: operand };
}

function targetOf(
  inference: Inference,
  functions: FunctionIndex,
  callee: Callee,
  file: FileId,
): GoFunction | undefined {
  if (callee.kind === 'literal') return functions.at({ file, node: callee.node });
  if (callee.kind === 'function') return callee.dynamic ? undefined : functions.byKey(callee.key);
  if (callee.kind !== 'value' || callee.symbol === undefined) return undefined;
  const value = soleValue(inference, callee.symbol);
  return value === undefined ? undefined : functionValue(inference, functions, value);
}

/** The function of this package that an expression denotes: a literal, a declared function, a method value. */
export function functionValue(inference: Inference, functions: FunctionIndex, at: Place): GoFunction | undefined {
  const tree = treeOf(inference.model, at.file);
  switch (tree.kindOf(at.node)) {
    case Kind.FuncLiteral:
      return functions.at(at);
    case Kind.ParenthesizedExpression:
      return functionValue(inference, functions, { file: at.file, node: tree.firstNamedChild(at.node) });
    case Kind.SelectorExpression: {
      const member = inference.selectorAt(at.file, at.node);
      return member?.kind === 'method' && !member.dynamic ? functions.byKey(member.key) : undefined;
    }
    case Kind.Identifier: {
      const symbol = symbolAt(inference.model, at.file, at.node);
      if (symbol?.kind === 'function') return functions.byKey(`${symbol.path}.${symbol.name}`);
      const value = symbol?.kind === 'variable' ? soleValue(inference, symbol) : undefined;
      return value === undefined ? undefined : functionValue(inference, functions, value);
    }
    default:
      return undefined;
  }
}

/** Names of the functions that start what they are given as a goroutine. */
export function goroutineStarters(effects: Effects): readonly string[] {
  return effects.namesWith('goroutine', startsGoroutine);
}

const startsGoroutine: EffectTest = ({ callbacks }) =>
  Object.values(callbacks ?? {}).some(({ runs }) => runs === 'goroutine');

/** The goroutines that one call starts: as a `go` statement, or by handing functions to a library that does. */
export function goroutinesOf(inference: Inference, functions: FunctionIndex, call: Call): readonly Goroutine[] {
  const tree = treeOf(inference.model, call.place.file);
  if (call.mode === 'go') {
    const start = { file: call.place.file, node: tree.parentOf(call.place.node) };
    return [{ start, starter: call.caller, entry: call.target, entryKey: call.key, args: call.args, joined: false }];
  }
  const started: Goroutine[] = [];
  for (const [index, callback] of Object.entries(call.effect.callbacks ?? {})) {
    const value = call.args[Number(index)];
    if (callback.runs !== 'goroutine' || value === undefined) continue;
    const entry = functionValue(inference, functions, value);
    started.push({
      start: call.place,
      starter: call.caller,
      entry,
      entryKey: entry !== undefined && entry.kind !== 'literal' ? entry.key : '',
      args: [],
      joined: callback.joined,
    });
  }
  return started;
}
