/**
 * Binds every identifier of a file that lexical scope can bind, in one scan in preorder.
 *
 * Fields, methods and qualified names hang from a type or a package and are not bound here. Keys of composite
 * literals are kept apart: whether `T{x: 1}` names a field or a variable depends on T, so they are bound when types are
 * known.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import { Bindings } from './bindings.ts';
import type { PackageScope, SymbolDraft } from './package-scope.ts';
import { draftSymbol } from './package-scope.ts';
import { ScopeStack } from './scope.ts';
import { functionKey, receiverTypeArguments } from './receiver.ts';
import type { FileId, GoFunction, GoSymbol, SourceUnit, SymbolKind, VariableRole } from './symbol.ts';

/** A function while its parameters are being declared. */
interface FunctionDraft extends GoFunction {
  receiver: GoSymbol | undefined;
  readonly parameters: (GoSymbol | undefined)[];
  readonly results: (GoSymbol | undefined)[];
}

/** The bindings of one file. */
export interface FileBindings {
  /** The symbol of an identifier, declaring ones included. */
  readonly symbols: Pick<Bindings, 'get' | 'set' | 'distinct'>;
  /** Identifiers that are keys of composite literals, with what scope would bind them to. */
  readonly literalKeys: ReadonlyMap<NodeId, GoSymbol>;
  /** The clause of a type switch for which each of its variables is declared. */
  readonly switchClauses: ReadonlyMap<GoSymbol, NodeId>;
  readonly functions: readonly GoFunction[];
}

export function resolveFile(file: FileId, unit: SourceUnit, scope: PackageScope, firstIndex: number): FileBindings {
  return new Resolver(file, unit.tree, scope, firstIndex).run();
}

const FUNCTION_KINDS: ReadonlyMap<number, GoFunction['kind']> = new Map([
  [Kind.FunctionDeclaration, 'function'],
  [Kind.MethodDeclaration, 'method'],
  [Kind.FuncLiteral, 'literal'],
]);

class Resolver {
  private readonly file: FileId;
  private readonly tree: SyntaxTree;
  private readonly scope: PackageScope;
  private readonly firstIndex: number;
  private readonly stack = new ScopeStack();
  private readonly symbols: Bindings;
  private readonly literalKeys = new Map<NodeId, GoSymbol>();
  private readonly switchClauses = new Map<GoSymbol, NodeId>();
  private readonly functions: FunctionDraft[] = [];
  private readonly functionAt = new Map<NodeId, FunctionDraft>();

  constructor(file: FileId, tree: SyntaxTree, scope: PackageScope, firstIndex: number) {
    this.file = file;
    this.tree = tree;
    this.scope = scope;
    this.firstIndex = firstIndex;
    this.symbols = new Bindings(tree.nodeCount);
  }

  run(): FileBindings {
    for (let node = 0; node < this.tree.nodeCount; node++) {
      // Tokens, which are half of all nodes, neither bind nor open anything.
      if (!this.tree.isNamed(node)) continue;
      this.stack.closeBefore(node);
      this.visit(node);
    }
    const { symbols, literalKeys, switchClauses, functions } = this;
    return { symbols, literalKeys, switchClauses, functions };
  }

  private visit(node: NodeId): void {
    switch (this.tree.kindOf(node)) {
      case Kind.FunctionDeclaration:
      case Kind.MethodDeclaration:
      case Kind.FuncLiteral:
        this.enterFunction(node);
        return;
      case Kind.Block:
        if (!this.functionAt.has(this.tree.parentOf(node))) this.openBlock(node);
        return;
      case Kind.IfStatement:
      case Kind.ForStatement:
      case Kind.ExpressionSwitchStatement:
      case Kind.TypeSwitchStatement:
      case Kind.ExpressionCase:
      case Kind.CommunicationCase:
        this.openBlock(node);
        return;
      case Kind.TypeCase:
      case Kind.DefaultCase:
        this.openBlock(node);
        this.declareTypeSwitchAlias(node);
        return;
      case Kind.TypeSpec:
      case Kind.TypeAlias:
        this.declareType(node);
        return;
      case Kind.Identifier:
      case Kind.TypeIdentifier:
      case Kind.PackageIdentifier:
      case Kind.Nil:
      case Kind.True:
      case Kind.False:
      case Kind.Iota:
        this.visitIdentifier(node);
    }
  }

  private openBlock(node: NodeId): void {
    if (!this.stack.isPackageLevel) this.stack.open(this.tree.subtreeEndOf(node), this.stack.owner);
  }

  private enterFunction(node: NodeId): void {
    const { tree } = this;
    const parent = this.stack.owner;
    const kind = FUNCTION_KINDS.get(tree.kindOf(node)) ?? 'function';
    const nameNode = kind === 'literal' ? NO_NODE : tree.childByField(node, Field.Name);
    const name = nameNode === NO_NODE ? '' : tree.textOf(nameNode);
    const draft: FunctionDraft = {
      index: this.firstIndex + this.functions.length,
      kind,
      place: { file: this.file, node },
      name,
      key:
        kind === 'literal' ? `${parent?.key ?? this.scope.path}.func` : functionKey(tree, node, this.scope.path, name),
      parent,
      body: tree.childByField(node, Field.Body),
      receiver: undefined,
      parameters: [],
      results: [],
    };
    this.functions.push(draft);
    this.functionAt.set(node, draft);
    this.stack.open(tree.subtreeEndOf(node), draft);
    this.declareParameters(node, draft);
  }

  private declareParameters(node: NodeId, draft: FunctionDraft): void {
    const visibleFrom = draft.body === NO_NODE ? this.tree.subtreeEndOf(node) : draft.body;
    const list = (field: number, role: VariableRole): (GoSymbol | undefined)[] =>
      this.declareList(this.tree.childByField(node, field), role, visibleFrom, draft);
    draft.receiver = list(Field.Receiver, 'receiver')[0];
    draft.parameters.push(...list(Field.Parameters, 'parameter'));
    draft.results.push(...list(Field.Result, 'result'));
    this.declareTypeParameters(node, draft);
  }

  private declareTypeParameters(node: NodeId, draft: FunctionDraft): void {
    const { tree } = this;
    const list = tree.childByField(node, Field.TypeParameters);
    const names = list === NO_NODE ? [] : tree.namedChildren(list).flatMap(p => tree.childrenByField(p, Field.Name));
    for (const name of [...names, ...receiverTypeArguments(tree, tree.childByField(node, Field.Receiver))]) {
      this.declareAt(name, 'type', undefined, node, draft);
    }
  }

  /** One entry for each parameter, undefined for unnamed and blank ones. */
  private declareList(
    list: NodeId,
    role: VariableRole,
    visibleFrom: NodeId,
    owner: GoFunction,
  ): (GoSymbol | undefined)[] {
    const { tree } = this;
    if (list === NO_NODE || tree.kindOf(list) !== Kind.ParameterList) return list === NO_NODE ? [] : [undefined];
    return tree.namedChildren(list).flatMap(parameter => {
      const names = tree.childrenByField(parameter, Field.Name);
      if (names.length === 0) return [undefined];
      return names.map(name =>
        tree.textOf(name) === '_' ? undefined : this.declareAt(name, 'variable', role, visibleFrom, owner),
      );
    });
  }

  private declareAt(
    node: NodeId,
    kind: SymbolKind,
    role: VariableRole | undefined,
    visibleFrom: NodeId,
    owner = this.stack.owner,
  ): SymbolDraft {
    const symbol = draftSymbol(kind, this.tree.textOf(node), {
      declaration: { file: this.file, node },
      path: this.scope.path,
      ...(role !== undefined && { role }),
      ...(owner !== undefined && { owner }),
    });
    this.symbols.set(node, symbol);
    this.stack.declare(symbol, visibleFrom);
    return symbol;
  }

  private declareType(spec: NodeId): void {
    const { tree } = this;
    if (this.stack.isPackageLevel) {
      this.stack.open(tree.subtreeEndOf(spec), undefined);
    } else {
      const name = tree.childByField(spec, Field.Name);
      if (name !== NO_NODE) this.declareAt(name, 'type', undefined, name);
      this.stack.open(tree.subtreeEndOf(spec), this.stack.owner);
    }
    const parameters = tree.childByField(spec, Field.TypeParameters);
    if (parameters === NO_NODE) return;
    for (const parameter of tree.namedChildren(parameters)) {
      for (const name of tree.childrenByField(parameter, Field.Name)) this.declareAt(name, 'type', undefined, spec);
    }
  }

  /** In each clause, `switch v := x.(type)` declares another v. */
  private declareTypeSwitchAlias(clause: NodeId): void {
    const { tree } = this;
    const list = tree.childByField(tree.parentOf(clause), Field.Alias);
    const alias = list === NO_NODE ? NO_NODE : tree.firstNamedChild(list);
    if (alias === NO_NODE || tree.textOf(alias) === '_') return;
    const first = this.symbols.get(alias);
    const symbol = this.declareAt(alias, 'variable', 'local', clause);
    this.switchClauses.set(symbol, clause);
    if (first !== undefined) this.symbols.set(alias, first);
  }

  private visitIdentifier(node: NodeId): void {
    if (this.symbols.has(node)) return;
    const { tree } = this;
    const parent = tree.parentOf(node);
    const field = tree.fieldOf(node);
    switch (tree.kindOf(parent)) {
      case Kind.PackageClause:
      case Kind.ImportSpec:
        return;
      case Kind.ParameterDeclaration:
      case Kind.VariadicParameterDeclaration:
      case Kind.TypeParameterDeclaration:
      case Kind.FunctionDeclaration:
      case Kind.TypeSpec:
      case Kind.TypeAlias:
        if (field === Field.Name) this.bindTopLevelName(node);
        else this.bind(node);
        return;
      case Kind.ConstSpec:
      case Kind.VarSpec:
        if (field === Field.Name) this.declareSpecName(node, parent);
        else this.bind(node);
        return;
      case Kind.QualifiedType:
        if (field === Field.Package) this.bind(node);
        return;
      case Kind.ExpressionList:
        this.visitListed(node, tree.parentOf(parent), tree.fieldOf(parent));
        return;
      case Kind.LiteralElement:
        this.visitLiteralElement(node, parent);
        return;
      default:
        this.bind(node);
    }
  }

  /** The name of a top-level declaration stands for the package's symbol; other names there were bound on entry. */
  private bindTopLevelName(node: NodeId): void {
    const symbol = this.scope.own(this.tree.textOf(node));
    if (symbol?.declaration?.node === node && symbol.declaration.file === this.file) this.symbols.set(node, symbol);
  }

  private declareSpecName(node: NodeId, spec: NodeId): void {
    if (this.stack.isPackageLevel) this.bindTopLevelName(node);
    else if (this.tree.textOf(node) !== '_') {
      const constant = this.tree.kindOf(spec) === Kind.ConstSpec;
      this.declareAt(
        node,
        constant ? 'constant' : 'variable',
        constant ? undefined : 'local',
        this.tree.subtreeEndOf(spec),
      );
    }
  }

  /** An identifier in an expression list: declared by `:=` on its left, else used. */
  private visitListed(node: NodeId, statement: NodeId, listField: number): void {
    const { tree } = this;
    const kind = tree.kindOf(statement);
    const isLeft = listField === Field.Left;
    if (kind === Kind.ShortVarDeclaration && isLeft) this.declareOrAssign(node, tree.subtreeEndOf(statement));
    else if (
      (kind === Kind.RangeClause || kind === Kind.ReceiveStatement) &&
      isLeft &&
      this.declaresWithColon(statement)
    ) {
      this.declareOrAssign(node, tree.subtreeEndOf(statement));
    } else if (kind === Kind.TypeSwitchStatement && listField === Field.Alias) {
      return;
    } else this.bind(node);
  }

  private declaresWithColon(statement: NodeId): boolean {
    const { tree } = this;
    const list = tree.childByField(statement, Field.Left);
    const operator = tree.subtreeEndOf(list);
    return operator < tree.subtreeEndOf(statement) && tree.textOf(operator) === ':=';
  }

  private declareOrAssign(node: NodeId, visibleFrom: NodeId): void {
    const name = this.tree.textOf(node);
    if (name === '_') return;
    const existing = this.stack.inInnermost(name, node);
    if (existing === undefined) this.declareAt(node, 'variable', 'local', visibleFrom);
    else this.use(node, existing);
  }

  private visitLiteralElement(node: NodeId, element: NodeId): void {
    const { tree } = this;
    const isKey = tree.fieldOf(element) === Field.Key && tree.kindOf(tree.parentOf(element)) === Kind.KeyedElement;
    if (!isKey) this.bind(node);
    else {
      const symbol = this.lookup(node);
      if (symbol !== undefined) this.literalKeys.set(node, symbol);
    }
  }

  private bind(node: NodeId): void {
    const symbol = this.lookup(node);
    if (symbol !== undefined) this.use(node, symbol);
  }

  private lookup(node: NodeId): GoSymbol | undefined {
    const name = this.tree.textOf(node);
    if (name === '_') return undefined;
    return this.stack.lookup(name, node) ?? this.scope.lookup(name, this.file);
  }

  private use(node: NodeId, symbol: GoSymbol): void {
    this.symbols.set(node, symbol);
    if (symbol.declaration !== undefined) (symbol as SymbolDraft).uses.push({ file: this.file, node });
  }
}
