/**
 * The types, members, callees and constants of one package, computed when asked for and remembered.
 *
 * This class holds the memory and the entry points; each kind of question is answered in a module beside it. Where a
 * declaration is not at hand the answer is unknown, never a guess.
 */
import type { NodeId } from '../../syntax/tree.ts';
import type { FileId, GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Member } from '../types/members.ts';
import { underlyingTypes } from '../types/type-sets.ts';
import { TypeTable } from '../types/type-table.ts';
import type { Signature, Type } from '../types/type.ts';
import { UNKNOWN } from '../types/type.ts';
import type { Callee } from './callee.ts';
import { argumentNodes, resolveCallee } from './callee.ts';
import type { ExactValue } from './constant-literals.ts';
import { plainValue } from './constant-literals.ts';
import type { ConstantValue } from './constants.ts';
import { constantValue } from './constants.ts';
import { expressionType } from './expressions.ts';
import { bindLiteralKeys } from './literal-keys.ts';
import type { PackageModel } from './model.ts';
import { OwnDeclarations } from './own-declarations.ts';
import type { QualifiedName } from './selectors.ts';
import { importedType, resolveSelector } from './selectors.ts';
import { symbolType } from './symbol-types.ts';
import { signatureOf, typeFromNode, typeNamedBy } from './type-nodes.ts';
import { constraintOf, underlyingType } from './type-parameters.ts';

/** Remembers one answer a node. A question that needs its own answer gets the fallback. */
class NodeMemo<T> {
  private readonly byFile: Map<NodeId, T>[] = [];
  private readonly compute: (file: FileId, node: NodeId) => T;
  private readonly fallback: T;

  constructor(compute: (file: FileId, node: NodeId) => T, fallback: T) {
    this.compute = compute;
    this.fallback = fallback;
  }

  get(file: FileId, node: NodeId): T {
    const answers = (this.byFile[file] ??= new Map<NodeId, T>());
    const known = answers.get(node);
    if (known !== undefined || answers.has(node)) return known ?? this.fallback;
    answers.set(node, this.fallback);
    const answer = this.compute(file, node);
    answers.set(node, answer);
    return answer;
  }
}

export class Inference {
  readonly model: PackageModel;
  readonly own: OwnDeclarations;
  readonly table: TypeTable;
  private readonly types: NodeMemo<Type>;
  private readonly callees: NodeMemo<Callee>;
  private readonly selectors: NodeMemo<Member | QualifiedName | undefined>;
  private readonly constants: NodeMemo<ExactValue | undefined>;
  private readonly signatures = new Map<GoFunction, Signature>();
  private readonly imported = new Map<string, Type>();
  private readonly symbolTypes = new Map<GoSymbol, Type>();

  constructor(model: PackageModel) {
    this.model = model;
    this.types = new NodeMemo((file, node) => expressionType(this, file, node), UNKNOWN);
    this.callees = new NodeMemo((file, node) => resolveCallee(this, file, node), { kind: 'unknown' });
    this.selectors = new NodeMemo((file, node) => resolveSelector(this, file, node), undefined);
    this.constants = new NodeMemo((file, node) => constantValue(this, file, node), undefined);
    this.own = new OwnDeclarations(this, model);
    this.table = new TypeTable(model.declarations, this.own);
    bindLiteralKeys(this);
  }

  /** The type of an expression; of a type expression, the type that it denotes. */
  typeAt(file: FileId, node: NodeId): Type {
    return this.types.get(file, node);
  }

  typeOf({ file, node }: Place): Type {
    return this.typeAt(file, node);
  }

  /** The type behind names and aliases of an expression's type; of a type parameter, what its constraint leaves. */
  underlyingAt(file: FileId, node: NodeId): Type {
    return underlyingType(this, file, node, this.typeAt(file, node));
  }

  /** Of an expression whose type is a type parameter, what may be behind it; none if that cannot be told. */
  underlyingTypesAt(file: FileId, node: NodeId): readonly Type[] {
    const type = this.typeAt(file, node);
    if (type.kind !== 'parameter') return [this.table.underlying(type)];
    return underlyingTypes(this.table, constraintOf(this, file, node, type.name));
  }

  typeFromNode(file: FileId, node: NodeId): Type {
    return typeFromNode(this, file, node);
  }

  typeNamedBy(symbol: GoSymbol): Type {
    return typeNamedBy(this, symbol);
  }

  typeOfSymbol(symbol: GoSymbol): Type {
    const known = this.symbolTypes.get(symbol);
    if (known !== undefined) return known;
    this.symbolTypes.set(symbol, UNKNOWN);
    const type = symbolType(this, symbol);
    this.symbolTypes.set(symbol, type);
    return type;
  }

  /** The signature of a function of this package, its receiver left out. */
  signatureOf(fn: GoFunction): Signature {
    let signature = this.signatures.get(fn);
    if (signature === undefined) {
      signature = signatureOf(this, fn.place.file, fn.place.node);
      this.signatures.set(fn, signature);
    }
    return signature;
  }

  /** The type of a name of another package; of a type name, the type that it denotes. */
  importedType(path: string, name: string): Type {
    const key = `${path}.${name}`;
    let type = this.imported.get(key);
    if (type === undefined) this.imported.set(key, (type = importedType(this.model, path, name)));
    return type;
  }

  /** What a call expression (or what the syntax took for a conversion) calls. */
  calleeAt(file: FileId, node: NodeId): Callee {
    return this.callees.get(file, node);
  }

  argumentsAt(file: FileId, node: NodeId): readonly NodeId[] {
    return argumentNodes(this.model, file, node);
  }

  /** What a selector expression or qualified type selects. */
  selectorAt(file: FileId, node: NodeId): Member | QualifiedName | undefined {
    return this.selectors.get(file, node);
  }

  constantAt(file: FileId, node: NodeId): ConstantValue | undefined {
    return plainValue(this.exactConstantAt(file, node));
  }

  /** The same for further arithmetic. */
  exactConstantAt(file: FileId, node: NodeId): ExactValue | undefined {
    return this.constants.get(file, node);
  }
}
