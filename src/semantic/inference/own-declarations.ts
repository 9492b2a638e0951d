/**
 * The named types of the package under analysis, from its syntax.
 *
 * Where a test unit declares further methods of a type of its library, the library's are looked up in its facts.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import { receiverType } from '../names/receiver.ts';
import type { FileId, GoFunction, GoSymbol } from '../names/symbol.ts';
import type { MethodInfo, NamedTypeInfo, OwnTypes } from '../types/type-table.ts';
import { methodKey, TypeTable } from '../types/type-table.ts';
import type { Type } from '../types/type.ts';
import { named, substitute } from '../types/type.ts';
import type { Inference } from './inference.ts';
import type { PackageModel } from './model.ts';
import { treeOf } from './model.ts';
import { localTypeName, signatureOf, typeParameterNames } from './type-nodes.ts';

export class OwnDeclarations implements OwnTypes {
  private readonly inference: Inference;
  private readonly model: PackageModel;
  private readonly library: TypeTable;
  private readonly types = new Map<string, NamedTypeInfo | undefined>();
  private methodsByType: Map<string, Map<string, GoFunction>> | undefined;
  private localTypes: Map<string, { file: FileId; spec: NodeId }> | undefined;

  constructor(inference: Inference, model: PackageModel) {
    this.inference = inference;
    this.model = model;
    this.library = new TypeTable(model.declarations);
  }

  get path(): string {
    return this.model.path;
  }

  namedType(name: string): NamedTypeInfo | undefined {
    if (!this.types.has(name)) this.types.set(name, this.read(name));
    return this.types.get(name);
  }

  /** The methods that this unit's files declare on a type, by name; none that is declared twice. */
  methodsOf(type: string): ReadonlyMap<string, GoFunction> {
    this.methodsByType ??= this.collectMethods();
    return this.methodsByType.get(type) ?? new Map<string, GoFunction>();
  }

  private read(name: string): NamedTypeInfo | undefined {
    const spec = name.includes('@') ? this.localSpec(name) : this.topLevelSpec(name);
    const library = this.library.lookup(named(this.path, name));
    if (spec === undefined && library === undefined) return undefined;
    if (spec === undefined && this.methodsOf(name).size === 0) return library;
    return new OwnTypeInfo(this.inference, this, name, spec, library);
  }

  private topLevelSpec(name: string): { file: FileId; spec: NodeId } | undefined {
    const symbol = this.model.scope.own(name);
    return symbol?.kind === 'type' ? specOf(this.model, symbol) : undefined;
  }

  private localSpec(name: string): { file: FileId; spec: NodeId } | undefined {
    this.localTypes ??= this.collectLocalTypes();
    return this.localTypes.get(name);
  }

  private collectLocalTypes(): Map<string, { file: FileId; spec: NodeId }> {
    const found = new Map<string, { file: FileId; spec: NodeId }>();
    this.model.bindings.forEach((bindings, file) => {
      for (const symbol of bindings.symbols.distinct) {
        if (symbol.kind !== 'type' || symbol.owner === undefined || symbol.declaration === undefined) continue;
        const spec = specOf(this.model, symbol);
        if (spec !== undefined) found.set(localTypeName(symbol.name, symbol.declaration.node, file), spec);
      }
    });
    return found;
  }

  private collectMethods(): Map<string, Map<string, GoFunction>> {
    const found = new Map<string, Map<string, GoFunction>>();
    const seen = new Set<string>();
    for (const fn of this.model.functions) {
      if (fn.kind !== 'method') continue;
      const tree = treeOf(this.model, fn.place.file);
      const { name } = receiverType(tree, tree.childByField(fn.place.node, Field.Receiver));
      const methods = found.get(name) ?? new Map<string, GoFunction>();
      found.set(name, methods);
      const method = `${name}.${fn.name}`;
      if (seen.has(method)) methods.delete(fn.name);
      else methods.set(fn.name, fn);
      seen.add(method);
    }
    return found;
  }
}

function specOf(model: PackageModel, symbol: GoSymbol): { file: FileId; spec: NodeId } | undefined {
  if (symbol.declaration === undefined) return undefined;
  const { file, node } = symbol.declaration;
  const tree = treeOf(model, file);
  const spec = tree.parentOf(node);
  const kind = tree.kindOf(spec);
  return kind === Kind.TypeSpec || kind === Kind.TypeAlias ? { file, spec } : undefined;
}

class OwnTypeInfo implements NamedTypeInfo {
  readonly parameters: readonly string[];
  readonly alias: boolean;
  private readonly inference: Inference;
  private readonly own: OwnDeclarations;
  private readonly name: string;
  private readonly spec: { file: FileId; spec: NodeId } | undefined;
  private readonly library: NamedTypeInfo | undefined;
  private computed: Type | undefined;
  private readonly methods = new Map<string, MethodInfo>();

  constructor(
    inference: Inference,
    own: OwnDeclarations,
    name: string,
    spec: { file: FileId; spec: NodeId } | undefined,
    library: NamedTypeInfo | undefined,
  ) {
    this.inference = inference;
    this.own = own;
    this.name = name;
    this.spec = spec;
    this.library = library;
    const tree = spec === undefined ? undefined : treeOf(inference.model, spec.file);
    const list =
      tree === undefined || spec === undefined ? NO_NODE : tree.childByField(spec.spec, Field.TypeParameters);
    this.parameters =
      tree === undefined || list === NO_NODE ? (library?.parameters ?? []) : typeParameterNames(tree, list);
    this.alias =
      tree === undefined || spec === undefined ? library?.alias === true : tree.kindOf(spec.spec) === Kind.TypeAlias;
  }

  get underlying(): Type {
    return (this.computed ??= this.compute());
  }

  private compute(): Type {
    if (this.spec === undefined) return this.library?.underlying ?? { kind: 'unknown' };
    const tree = treeOf(this.inference.model, this.spec.file);
    return this.inference.typeFromNode(this.spec.file, tree.childByField(this.spec.spec, Field.Type));
  }

  get methodNames(): readonly string[] {
    return [...this.own.methodsOf(this.name).keys(), ...(this.library?.methodNames ?? [])];
  }

  method(name: string): MethodInfo | undefined {
    const fn = this.own.methodsOf(this.name).get(name);
    if (fn === undefined) return this.library?.method(name);
    const known = this.methods.get(name) ?? this.describe(fn);
    this.methods.set(name, known);
    return known;
  }

  /** A receiver may name the type's parameters anew; the signature is given in the type's own names. */
  private describe(fn: GoFunction): MethodInfo {
    const { file, node } = fn.place;
    const tree = treeOf(this.inference.model, file);
    const list = tree.childByField(node, Field.Receiver);
    const { pointer } = receiverType(tree, list);
    const declared = signatureOf(this.inference, file, node);
    const args = typeArgumentsIn(tree, list);
    const renamed = new Map<string, Type>();
    (args === NO_NODE ? [] : tree.namedChildren(args)).forEach((arg, index) => {
      const parameter = this.parameters[index];
      if (parameter !== undefined) renamed.set(tree.textOf(arg), { kind: 'parameter', name: parameter });
    });
    const type = substitute(declared, renamed);
    return {
      key: methodKey(this.inference.model.path, this.name, fn.name, pointer),
      name: fn.name,
      pointer,
      type: type.kind === 'func' ? type : declared,
    };
  }
}

function typeArgumentsIn(tree: ReturnType<typeof treeOf>, list: NodeId): NodeId {
  for (const args of tree.descendantsOfKind(list, Kind.TypeArguments)) return args;
  return NO_NODE;
}
