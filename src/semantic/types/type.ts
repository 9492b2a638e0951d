/**
 * Go types as immutable data.
 *
 * A named type is a reference, `path` and `name`; what it stands for is asked of the {@link TypeTable}. So types can
 * be printed, sent between threads and compared by structure, and recursive types need no care. `unknown` is a
 * value like any other: inference never guesses.
 */

export interface BasicType {
  readonly kind: 'basic';
  /** `int`, `string`, …, or `untyped int`, `untyped nil`, … */
  readonly name: string;
}

/** `path` is `''` for predeclared types such as `error`; a type local to a function is named `name@offset`. */
export interface NamedType {
  readonly kind: 'named';
  readonly path: string;
  readonly name: string;
  readonly args: readonly Type[];
}

export interface PointerType {
  readonly kind: 'pointer';
  readonly element: Type;
}

export interface SliceType {
  readonly kind: 'slice';
  readonly element: Type;
}

/** `length` is undefined where the constant could not be evaluated. */
export interface ArrayType {
  readonly kind: 'array';
  readonly element: Type;
  readonly length: number | undefined;
}

export interface MapType {
  readonly kind: 'map';
  readonly key: Type;
  readonly element: Type;
}

export interface ChannelType {
  readonly kind: 'chan';
  readonly element: Type;
  readonly direction: 'both' | 'send' | 'receive';
}

/** A type parameter where it is declared, with the interface that its type arguments implement. */
export interface DeclaredTypeParameter {
  readonly name: string;
  readonly constraint: Type;
}

/** The last of `parameters` of a variadic function has a slice type. */
export interface Signature {
  readonly kind: 'func';
  readonly typeParameters: readonly DeclaredTypeParameter[];
  readonly parameters: readonly Type[];
  readonly results: readonly Type[];
  readonly variadic: boolean;
}

export interface StructField {
  readonly name: string;
  readonly type: Type;
  readonly embedded: boolean;
}

export interface StructType {
  readonly kind: 'struct';
  readonly fields: readonly StructField[];
}

export interface InterfaceMethod {
  readonly name: string;
  readonly type: Signature;
}

/** One alternative of a union: `T`, or `~T` for all types whose underlying type is T. */
export interface Term {
  readonly tilde: boolean;
  readonly type: Type;
}

/** `embedded` holds all that is embedded by a lone name or type, `unions` what is written with `~` or `|`. */
export interface InterfaceType {
  readonly kind: 'interface';
  readonly methods: readonly InterfaceMethod[];
  readonly embedded: readonly Type[];
  readonly unions: readonly (readonly Term[])[];
  /** The predeclared `comparable`. */
  readonly comparable: boolean;
}

/** Several results of one call. */
export interface TupleType {
  readonly kind: 'tuple';
  readonly elements: readonly Type[];
}

export interface TypeParameter {
  readonly kind: 'parameter';
  readonly name: string;
}

export interface UnknownType {
  readonly kind: 'unknown';
}

export type Type =
  | BasicType
  | NamedType
  | PointerType
  | SliceType
  | ArrayType
  | MapType
  | ChannelType
  | Signature
  | StructType
  | InterfaceType
  | TupleType
  | TypeParameter
  | UnknownType;

export const UNKNOWN: UnknownType = { kind: 'unknown' };

export const basic = (name: string): BasicType => ({ kind: 'basic', name });
export const pointerTo = (element: Type): PointerType => ({ kind: 'pointer', element });
export const sliceOf = (element: Type): SliceType => ({ kind: 'slice', element });
export const named = (path: string, name: string, args: readonly Type[] = []): NamedType => ({
  kind: 'named',
  path,
  name,
  args,
});

export const INT = basic('int');
export const BOOL = basic('bool');
export const STRING = basic('string');
export const BYTE = basic('uint8');
export const RUNE = basic('int32');
export const ERROR = named('', 'error');
export const EMPTY_INTERFACE: InterfaceType = {
  kind: 'interface',
  methods: [],
  embedded: [],
  unions: [],
  comparable: false,
};

/** One type for no results, the type itself for one, a tuple for several. */
export function resultType(results: readonly Type[]): Type {
  const [only] = results;
  return results.length === 1 && only !== undefined ? only : { kind: 'tuple', elements: results };
}

/** `T` for `*T`, else the type itself. */
export function dereferenced(type: Type): Type {
  return type.kind === 'pointer' ? type.element : type;
}

/** Whether the type is the named type `path.name`. */
export function isNamed(type: Type, path: string, name: string): boolean {
  return type.kind === 'named' && type.path === path && type.name === name;
}

/** Puts types in the place of type parameters, all at once. */
export function substitute(type: Type, bindings: ReadonlyMap<string, Type>): Type {
  if (bindings.size === 0) return type;
  return mapType(type, inner => (inner.kind === 'parameter' ? (bindings.get(inner.name) ?? inner) : undefined));
}

/** Rebuilds a type from the outside in; `replace` gives another type for a part, or undefined to go into it. */
export function mapType(type: Type, replace: (type: Type) => Type | undefined): Type {
  const replaced = replace(type);
  if (replaced !== undefined) return replaced;
  const map = (inner: Type): Type => mapType(inner, replace);
  switch (type.kind) {
    case 'basic':
    case 'parameter':
    case 'unknown':
      return type;
    case 'named':
      return type.args.length === 0 ? type : { ...type, args: type.args.map(map) };
    case 'pointer':
    case 'slice':
    case 'array':
    case 'chan':
      return { ...type, element: map(type.element) };
    case 'map':
      return { ...type, key: map(type.key), element: map(type.element) };
    case 'func':
      return mapSignature(type, map);
    case 'struct':
      return { ...type, fields: type.fields.map(field => ({ ...field, type: map(field.type) })) };
    case 'interface':
      return {
        ...type,
        methods: type.methods.map(method => ({ ...method, type: mapSignature(method.type, map) })),
        embedded: type.embedded.map(map),
        unions: type.unions.map(union => union.map(term => ({ ...term, type: map(term.type) }))),
      };
    case 'tuple':
      return { ...type, elements: type.elements.map(map) };
  }
}

function mapSignature(type: Signature, map: (type: Type) => Type): Signature {
  const typeParameters =
    type.typeParameters.length === 0
      ? type.typeParameters
      : type.typeParameters.map(({ name, constraint }) => ({ name, constraint: map(constraint) }));
  return { ...type, typeParameters, parameters: type.parameters.map(map), results: type.results.map(map) };
}
