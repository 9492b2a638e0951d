/**
 * What named types stand for: their underlying types, methods and type parameters, from the facts of other packages
 * and, for the package under analysis, from a source that is asked first.
 */
import type { Declarations, MethodFact, TypeFact } from '../facts.ts';
import { parseType } from './type-text.ts';
import type { NamedType, Signature, Type } from './type.ts';
import { EMPTY_INTERFACE, ERROR, STRING, substitute, UNKNOWN } from './type.ts';

export interface MethodInfo {
  /** `importPath.(*T).M` or `importPath.T.M`. */
  readonly key: string;
  readonly name: string;
  readonly pointer: boolean;
  /** In terms of the type's own parameters. */
  readonly type: Signature;
}

export interface NamedTypeInfo {
  readonly parameters: readonly string[];
  readonly alias: boolean;
  /** In terms of the type's own parameters; of an alias, what it stands for. */
  readonly underlying: Type;
  method(name: string): MethodInfo | undefined;
  readonly methodNames: readonly string[];
}

export const methodKey = (path: string, type: string, method: string, pointer: boolean): string =>
  pointer ? `${path}.(*${type}).${method}` : `${path}.${type}.${method}`;

class FactTypeInfo implements NamedTypeInfo {
  private readonly path: string;
  private readonly name: string;
  private readonly fact: TypeFact;
  private parsed: Type | undefined;
  private readonly methods = new Map<string, MethodInfo | undefined>();

  constructor(path: string, name: string, fact: TypeFact) {
    this.path = path;
    this.name = name;
    this.fact = fact;
  }

  get parameters(): readonly string[] {
    return this.fact.parameters ?? [];
  }

  get alias(): boolean {
    return this.fact.alias === true;
  }

  get underlying(): Type {
    return (this.parsed ??= parseType(this.fact.type));
  }

  get methodNames(): readonly string[] {
    return Object.keys(this.fact.methods ?? {});
  }

  method(name: string): MethodInfo | undefined {
    const known = this.methods.get(name);
    if (known !== undefined || this.methods.has(name)) return known;
    const info = this.parseMethod(name);
    this.methods.set(name, info);
    return info;
  }

  private parseMethod(name: string): MethodInfo | undefined {
    const methods: Readonly<Record<string, MethodFact>> = this.fact.methods ?? {};
    const fact = Object.hasOwn(methods, name) ? methods[name] : undefined;
    const type = fact === undefined ? undefined : parseType(fact.type);
    if (fact === undefined || type?.kind !== 'func') return undefined;
    const pointer = fact.pointer === true;
    return { key: methodKey(this.path, this.name, name, pointer), name, pointer, type };
  }
}

const ERROR_INFO: NamedTypeInfo = {
  parameters: [],
  alias: false,
  underlying: {
    ...EMPTY_INTERFACE,
    methods: [
      { name: 'Error', type: { kind: 'func', typeParameters: [], parameters: [], results: [STRING], variadic: false } },
    ],
  },
  method: () => undefined,
  methodNames: [],
};

/** Answers for the types that the package under analysis declares. */
export interface OwnTypes {
  readonly path: string;
  namedType(name: string): NamedTypeInfo | undefined;
}

export class TypeTable {
  private readonly declarations: Declarations;
  private readonly own: OwnTypes | undefined;
  /** By import path and name. */
  private readonly known = new Map<string, Map<string, NamedTypeInfo | undefined>>();

  constructor(declarations: Declarations, own?: OwnTypes) {
    this.declarations = declarations;
    this.own = own;
  }

  lookup({ path, name }: NamedType): NamedTypeInfo | undefined {
    if (path === '') return name === ERROR.name ? ERROR_INFO : undefined;
    const own = this.own?.path === path ? this.own.namedType(name) : undefined;
    if (own !== undefined) return own;
    let types = this.known.get(path);
    if (types === undefined) this.known.set(path, (types = new Map<string, NamedTypeInfo | undefined>()));
    const known = types.get(name);
    if (known !== undefined || types.has(name)) return known;
    const info = this.fromFacts(path, name);
    types.set(name, info);
    return info;
  }

  private fromFacts(path: string, name: string): NamedTypeInfo | undefined {
    const types = this.declarations.of(path)?.types;
    const fact = types !== undefined && Object.hasOwn(types, name) ? types[name] : undefined;
    return fact === undefined ? undefined : new FactTypeInfo(path, name, fact);
  }

  /** The type itself with aliases at its outside replaced by what they stand for. */
  unaliased(type: Type): Type {
    let at = type;
    for (let hops = 0; at.kind === 'named' && hops < MAX_HOPS; hops++) {
      const info = this.lookup(at);
      if (info?.alias !== true) return at;
      at = substitute(info.underlying, bindingsOf(info.parameters, at.args));
    }
    return at;
  }

  /** The underlying type; unknown where a declaration is not at hand. Never a named type. */
  underlying(type: Type): Type {
    let at = type;
    for (let hops = 0; at.kind === 'named' && hops < MAX_HOPS; hops++) {
      const info = this.lookup(at);
      if (info === undefined) return UNKNOWN;
      at = substitute(info.underlying, bindingsOf(info.parameters, at.args));
    }
    return at.kind === 'named' ? UNKNOWN : at;
  }
}

/** A chain of declarations longer than this is a cycle in broken code. */
const MAX_HOPS = 32;

const NO_BINDINGS: ReadonlyMap<string, Type> = new Map();

export function bindingsOf(parameters: readonly string[], args: readonly Type[]): ReadonlyMap<string, Type> {
  // Nearly all types have no parameters.
  if (parameters.length === 0) return NO_BINDINGS;
  return new Map(parameters.map((name, index) => [name, args[index] ?? UNKNOWN]));
}
