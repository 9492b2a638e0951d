/**
 * Commands of libraries that find them by the tags of a struct: go-flags runs `Execute` of a field with `command:"…"`,
 * kong `Run` of one with `cmd:""`. Sources: the documentation of each module.
 *
 * Only types that the package declares itself are followed. A type that go-flags could run, in a package that imports it
 * or has such tags, is a command as well: the struct that names it may be in another package.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { PackageModel } from '../inference/model.ts';
import type { GoFunction } from '../names/symbol.ts';
import type { Signature } from '../types/type.ts';
import { isNamed } from '../types/type.ts';

export interface CommandTagContext {
  readonly model: PackageModel;
  signatureOf(fn: GoFunction): Signature;
}

const METHOD_BY_TAG: readonly { readonly tag: RegExp; readonly method: string }[] = [
  { tag: /(?:^|[\s`"])command:"/, method: 'Execute' },
  { tag: /(?:^|[\s`"])cmd:"/, method: 'Run' },
];
/** Without one of these in a file, no tag of it can fit. */
const WORDS = ['command:"', 'cmd:"'];
const GO_FLAGS = 'github.com/jessevdk/go-flags';

/** The methods that the libraries run as commands. */
export function* taggedCommands(context: CommandTagContext): Generator<GoFunction> {
  const { model } = context;
  const methods = new Map(model.functions.filter(({ kind }) => kind === 'method').map(fn => [fn.key, fn]));
  let usesFlags = model.scope.imports.some(imports => imports.some(({ path }) => path === GO_FLAGS));
  for (const { type, method } of taggedFields(model)) {
    usesFlags ||= method === 'Execute';
    for (const receiver of [`(*${type})`, type]) {
      const fn = methods.get(`${model.path}.${receiver}.${method}`);
      if (fn !== undefined) yield fn;
    }
  }
  if (!usesFlags) return;
  for (const fn of methods.values()) if (isCommander(context, fn)) yield fn;
}

/** The names of the types of such fields, with the method that is run. */
function* taggedFields({ files }: PackageModel): Generator<{ type: string; method: string }> {
  for (const { tree } of files) {
    if (!WORDS.some(word => tree.text.includes(word))) continue;
    for (const field of tree.nodesOfKind(Kind.FieldDeclaration)) {
      const tag = tree.childByField(field, Field.Tag);
      const found = tag === NO_NODE ? undefined : METHOD_BY_TAG.find(entry => entry.tag.test(tree.textOf(tag)));
      const type = found === undefined ? '' : nameOfType(tree, tree.childByField(field, Field.Type));
      if (found !== undefined && type !== '') yield { type, method: found.method };
    }
  }
}

/** `T` of `T` and `*T`. */
function nameOfType(tree: SyntaxTree, type: NodeId): string {
  if (type === NO_NODE) return '';
  if (tree.kindOf(type) === Kind.PointerType) return nameOfType(tree, tree.firstNamedChild(type));
  return tree.kindOf(type) === Kind.TypeIdentifier ? tree.textOf(type) : '';
}

/** `Execute(args []string) error`, as go-flags asks for. */
function isCommander(context: CommandTagContext, fn: GoFunction): boolean {
  if (fn.name !== 'Execute') return false;
  const { parameters, results } = context.signatureOf(fn);
  const [first, ...more] = parameters;
  const [result] = results;
  if (first === undefined || result === undefined || more.length > 0 || results.length > 1) return false;
  return (
    first.kind === 'slice' &&
    first.element.kind === 'basic' &&
    first.element.name === 'string' &&
    isNamed(result, '', 'error')
  );
}
