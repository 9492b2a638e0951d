/**
 * Functions that a command-line library runs as the program's command: once, and then the process ends.
 *
 * Told by the resolved type of what holds the field, in a literal or an assignment; of a library without source the
 * import path and the name of the type are enough. What a call makes of functions for such a field counts as these
 * functions, and as the literals that a callee of the package returns.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { PackageModel } from '../inference/model.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Type } from '../types/type.ts';
import { dereferenced } from '../types/type.ts';
import { type CommandTagContext, taggedCommands } from './command-tags.ts';

export interface CommandContext extends CommandTagContext {
  callAt(at: Place): Call;
  typeOf(at: Place): Type;
  /** The function that an expression denotes. */
  functionValue(at: Place): GoFunction | undefined;
}

/** An expression for a function that the library runs. */
export interface CommandValue {
  readonly at: Place;
  /** Whether the command still comes after it. */
  readonly isHook: boolean;
}

const COBRA =
  'Args PersistentPreRun PersistentPreRunE PreRun PreRunE Run RunE PostRun PostRunE PersistentPostRun PersistentPostRunE';

/** Fields by import path and type. Sources: the documentation of each module. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'github.com/spf13/cobra': { Command: COBRA },
  'github.com/urfave/cli': { App: 'Action Before After', Command: 'Action Before After' },
  'github.com/urfave/cli/v2': { App: 'Action Before After', Command: 'Action Before After' },
  'github.com/urfave/cli/v3': { Command: 'Action Before After' },
  'github.com/minio/cli': { App: 'Action Before After', Command: 'Action Before After' },
  'github.com/peterbourgon/ff/v3/ffcli': { Command: 'Exec' },
  'github.com/peterbourgon/ff/v4': { Command: 'Exec' },
};

/** Libraries whose commands are objects with these methods, of which `Run` does the work. */
const COMMAND_INTERFACES: ReadonlySet<string> = new Set(['github.com/mitchellh/cli', 'github.com/hashicorp/cli']);
const COMMAND_METHODS = ['Help', 'Synopsis'] as const;

const HOOKS: ReadonlySet<string> = new Set([
  'Args',
  'PersistentPreRun',
  'PersistentPreRunE',
  'PreRun',
  'PreRunE',
  'Before',
]);

const FIELD_NAMES: ReadonlySet<string> = new Set(
  Object.values(FIELDS).flatMap(types => Object.values(types).flatMap(names => names.split(' '))),
);

/** The functions that are put into such fields. */
export function* commandValues(context: CommandContext): Generator<CommandValue> {
  for (const [file, { tree }] of context.model.files.entries()) {
    if (!imports(context.model, file, path => path in FIELDS)) continue;
    for (const node of tree.nodesOfKind(Kind.KeyedElement)) {
      const name = tree.textOf(tree.childByField(node, Field.Key));
      if (!FIELD_NAMES.has(name) || !isCommandField(typeOfLiteral(context, file, tree.parentOf(node)), name)) continue;
      yield* valuesAt(context, file, tree.firstNamedChild(tree.childByField(node, Field.Value)), name);
    }
    for (const node of tree.nodesOfKind(Kind.AssignmentStatement)) {
      const assigned = assignedToCommand(context, tree, file, node);
      if (assigned !== undefined) yield* valuesAt(context, file, assigned.value, assigned.name);
    }
  }
}

/** The value itself, or the functions that the call which gives it is handed and returns. */
function* valuesAt(context: CommandContext, file: number, node: NodeId, name: string): Generator<CommandValue> {
  const isHook = HOOKS.has(name);
  const isCall = context.model.files[file]?.tree.kindOf(node) === Kind.CallExpression;
  const call = isCall ? context.callAt({ file, node }) : undefined;
  if (call === undefined) yield { at: { file, node }, isHook };
  for (const at of call?.args ?? []) if (context.functionValue(at) !== undefined) yield { at, isHook };
  for (const at of returnedLiterals(context, call?.target)) yield { at, isHook };
}

function* returnedLiterals({ model }: CommandContext, fn: GoFunction | undefined): Generator<Place> {
  if (fn === undefined) return;
  const { file } = fn.place;
  for (const literal of model.functions) {
    if (literal.kind !== 'literal' || literal.parent !== fn) continue;
    const tree = model.files[file]?.tree;
    const list = tree?.parentOf(literal.place.node) ?? NO_NODE;
    if (tree?.kindOf(tree.parentOf(list)) === Kind.ReturnStatement) yield literal.place;
  }
}

/** The methods that run types which are commands by their methods, or by tags of fields. */
export function* commandMethods(context: CommandContext): Generator<GoFunction> {
  yield* taggedCommands(context);
  const { model } = context;
  const methods = new Set(model.functions.filter(({ kind }) => kind === 'method').map(({ key }) => key));
  for (const fn of model.functions) {
    if (fn.kind !== 'method' || fn.name !== 'Run') continue;
    if (!model.files.some((_, file) => imports(model, file, path => COMMAND_INTERFACES.has(path)))) return;
    const type = fn.key.slice(0, -fn.name.length);
    if (COMMAND_METHODS.every(name => methods.has(type + name))) yield fn;
  }
}

function imports(model: PackageModel, file: number, test: (path: string) => boolean): boolean {
  return (model.scope.imports[file] ?? []).some(({ path }) => test(path));
}

function isCommandField(type: Type | undefined, name: string): boolean {
  const held = type === undefined ? undefined : dereferenced(type);
  return held?.kind === 'named' && FIELDS[held.path]?.[held.name]?.split(' ').includes(name) === true;
}

/** The type of a literal that stands for itself, or within a list or map, where the type is left out. */
function typeOfLiteral(context: CommandContext, file: number, body: NodeId): Type | undefined {
  const tree = context.model.files[file]?.tree;
  if (tree === undefined) return undefined;
  const parent = tree.parentOf(body);
  if (tree.kindOf(parent) === Kind.CompositeLiteral) return context.typeOf({ file, node: parent });
  if (tree.kindOf(parent) !== Kind.LiteralElement) return undefined;
  const list =
    tree.kindOf(tree.parentOf(parent)) === Kind.KeyedElement
      ? tree.parentOf(tree.parentOf(parent))
      : tree.parentOf(parent);
  const outer = typeOfLiteral(context, file, list);
  return outer?.kind === 'slice' || outer?.kind === 'array' || outer?.kind === 'map' ? outer.element : undefined;
}

/** `f` and the name of the field of `cmd.Run = f`. */
function assignedToCommand(
  context: CommandContext,
  tree: SyntaxTree,
  file: number,
  statement: NodeId,
): { value: NodeId; name: string } | undefined {
  const [left = NO_NODE, ...more] = tree.namedChildren(tree.childByField(statement, Field.Left));
  if (more.length > 0 || tree.kindOf(left) !== Kind.SelectorExpression) return undefined;
  const name = tree.textOf(tree.childByField(left, Field.Field));
  if (!FIELD_NAMES.has(name)) return undefined;
  const type = context.typeOf({ file, node: tree.childByField(left, Field.Operand) });
  if (!isCommandField(type, name)) return undefined;
  return { value: tree.firstNamedChild(tree.childByField(statement, Field.Right)), name };
}
