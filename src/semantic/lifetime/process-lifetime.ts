/**
 * Code that runs once in the life of the process, where a thing that is never released is not a leak.
 *
 * The least set that holds main.main, init, TestMain, package initialisers, bodies of Once, run functions of commands,
 * and every unexported or package-main function whose references are all direct calls, outside loops, from the set. A
 * literal belongs only if it is called, deferred or started by `go` in place, outside loops, in code of the set.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Call } from '../calls/call.ts';
import type { PackageModel } from '../inference/model.ts';
import { treeOf } from '../inference/model.ts';
import type { GoFunction, Place } from '../names/symbol.ts';

export interface LifetimeContext {
  readonly model: PackageModel;
  readonly isMain: boolean;
  readonly calls: readonly Call[];
  /** Whether control can come to the call a second time within one call of its function. */
  isOnCycle(call: Call): boolean;
  /** The function that an expression denotes. */
  functionValue(at: Place): GoFunction | undefined;
  /** Places where a method is taken as a value or its function's name is used other than by a direct call. */
  hasOtherReferences(fn: GoFunction): boolean;
}

export function processLifetimeFunctions(context: LifetimeContext): ReadonlySet<GoFunction> {
  const members = new Set(roots(context));
  const callsOf = new Map<GoFunction, Call[]>();
  for (const call of context.calls) {
    if (call.target !== undefined) callsOf.set(call.target, [...(callsOf.get(call.target) ?? []), call]);
  }
  const belongs = (call: Call): boolean =>
    call.caller === undefined || (members.has(call.caller) && !context.isOnCycle(call));
  for (let grown = true; grown;) {
    grown = false;
    for (const [fn, calls] of callsOf) {
      if (members.has(fn) || !isCandidate(context, fn) || !calls.every(belongs)) continue;
      members.add(fn);
      grown = true;
    }
  }
  return members;
}

function isCandidate(context: LifetimeContext, fn: GoFunction): boolean {
  if (fn.kind === 'literal') return isCalledInPlace(context, fn);
  return (context.isMain || !/^\p{Lu}/u.test(fn.name)) && !context.hasOtherReferences(fn);
}

/** `func() {…}()`, under `go` and `defer` as well. */
function isCalledInPlace(context: LifetimeContext, { place }: GoFunction): boolean {
  const tree = treeOf(context.model, place.file);
  return tree.kindOf(tree.parentOf(place.node)) === Kind.CallExpression && tree.fieldOf(place.node) === Field.Function;
}

function* roots(context: LifetimeContext): Generator<GoFunction> {
  for (const fn of context.model.functions) if (isEntryPoint(fn, context.isMain)) yield fn;
  for (const call of context.calls) yield* onceFunctions(context, call);
  yield* commandFunctions(context);
}

function isEntryPoint({ kind, name }: GoFunction, isMain: boolean): boolean {
  if (kind !== 'function') return false;
  return name === 'init' || name === 'TestMain' || (name === 'main' && isMain);
}

/** The functions that `once.Do(f)` and its like run. */
function* onceFunctions(context: LifetimeContext, call: Call): Generator<GoFunction> {
  if (!call.key.startsWith('sync.')) return;
  for (const [index, callback] of Object.entries(call.effect.callbacks ?? {})) {
    const value = call.args[Number(index)];
    const isOnce = callback.times === 'once' && callback.runs !== 'goroutine';
    const fn = isOnce && value !== undefined ? context.functionValue(value) : undefined;
    if (fn !== undefined) yield fn;
  }
}

const COMMAND_FIELDS = new Set(['Run', 'RunE', 'PreRun', 'PreRunE', 'PersistentPreRun', 'PersistentPreRunE', 'Action']);
const COMMAND_PACKAGES = new Set([
  'github.com/spf13/cobra',
  'github.com/urfave/cli',
  'github.com/urfave/cli/v2',
  'github.com/urfave/cli/v3',
]);

/** The functions of `cobra.Command{Run: …}` and its like. */
function* commandFunctions(context: LifetimeContext): Generator<GoFunction> {
  const { model } = context;
  for (const [file, { tree }] of model.files.entries()) {
    const imports = model.scope.imports[file] ?? [];
    if (!imports.some(binding => COMMAND_PACKAGES.has(binding.path))) continue;
    for (const node of tree.nodesOfKind(Kind.KeyedElement)) {
      const key = tree.textOf(tree.childByField(node, Field.Key));
      if (!COMMAND_FIELDS.has(key)) continue;
      const value = tree.firstNamedChild(tree.childByField(node, Field.Value));
      const fn = context.functionValue({ file, node: value });
      if (fn !== undefined) yield fn;
    }
  }
}
