/**
 * Types as text, and back: the form in which summaries and the standard-library table hold them.
 *
 * The notation is Go's with import paths in full, `map[string]*net/http.Request`, and four marks of ours: `$T` is a type
 * parameter, `?` unknown, `+` before a field an embedded one (in an interface: an embedded type), `|` in an interface a
 * constraint: `|~[]$E` a union of one term, a lone `|` what is comparable. Both directions are total on what the other one makes; a test holds them to that.
 */
import type {
  DeclaredTypeParameter,
  InterfaceMethod,
  InterfaceType,
  Signature,
  StructField,
  Term,
  Type,
} from './type.ts';
import { EMPTY_INTERFACE, UNKNOWN } from './type.ts';

export function printType(type: Type): string {
  switch (type.kind) {
    case 'basic':
      return type.name;
    case 'named':
      return `${type.path === '' ? '' : `${type.path}.`}${type.name}${printArguments(type.args)}`;
    case 'pointer':
      return `*${printType(type.element)}`;
    case 'slice':
      return `[]${printType(type.element)}`;
    case 'array':
      return `[${type.length ?? '?'}]${printType(type.element)}`;
    case 'map':
      return `map[${printType(type.key)}]${printType(type.element)}`;
    case 'chan':
      return `${{ both: 'chan ', send: 'chan<- ', receive: '<-chan ' }[type.direction]}${printType(type.element)}`;
    case 'func':
      return `func${printSignature(type)}`;
    case 'struct':
      return `struct{${type.fields.map(printField).join(';')}}`;
    case 'interface':
      return printInterface(type);
    case 'tuple':
      return `(${type.elements.map(printType).join(',')})`;
    case 'parameter':
      return `$${type.name}`;
    case 'unknown':
      return '?';
  }
}

function printArguments(args: readonly Type[]): string {
  return args.length === 0 ? '' : `[${args.map(printType).join(',')}]`;
}

/** Type parameters, parameters and results: `[T,U fmt.Stringer](int,...string)(error)`. */
function printSignature({ typeParameters, parameters, results, variadic }: Signature): string {
  const last = parameters.length - 1;
  const inputs = parameters.map((type, index) =>
    variadic && index === last && type.kind === 'slice' ? `...${printType(type.element)}` : printType(type),
  );
  const generic = typeParameters.length === 0 ? '' : `[${typeParameters.map(printTypeParameter).join(',')}]`;
  return `${generic}(${inputs.join(',')})(${results.map(printType).join(',')})`;
}

/** `any` goes without saying. */
function printTypeParameter({ name, constraint }: DeclaredTypeParameter): string {
  const text = printType(constraint);
  return text === ANY ? name : `${name} ${text}`;
}

const ANY = 'interface{}';

function printField(field: StructField): string {
  return `${field.embedded ? '+' : ''}${field.name} ${printType(field.type)}`;
}

function printInterface(type: InterfaceType): string {
  const methods = type.methods.map(method => `${method.name}${printSignature(method.type)}`);
  const embedded = type.embedded.map(inner => `+${printType(inner)}`);
  const unions = type.unions.map(union => `|${union.map(printTerm).join('|')}`);
  return `interface{${[...methods, ...embedded, ...unions, ...(type.comparable ? ['|'] : [])].join(';')}}`;
}

const printTerm = ({ tilde, type }: Term): string => `${tilde ? '~' : ''}${printType(type)}`;

/** Reads what {@link printType} writes. Anything else becomes unknown from the place where it goes wrong. */
export function parseType(text: string): Type {
  return new TypeReader(text).type();
}

const BASIC =
  /^(?:bool|string|u?int(?:8|16|32|64)?|uintptr|float(?:32|64)|complex(?:64|128)|unsafe\.Pointer|untyped \w+)$/;
const IDENTIFIER = /[\p{L}\p{N}_@]+/uy;
/** An import path with its name, a predeclared name, or `untyped x`. */
const NAME = /untyped \w+|[^\s[\](){},;*$?+|<]+/y;

class TypeReader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  type(): Type {
    if (this.takes('?')) return UNKNOWN;
    if (this.takes('*')) return { kind: 'pointer', element: this.type() };
    if (this.takes('$')) return { kind: 'parameter', name: this.match(IDENTIFIER) };
    if (this.takes('<-chan ')) return { kind: 'chan', direction: 'receive', element: this.type() };
    if (this.takes('chan<- ')) return { kind: 'chan', direction: 'send', element: this.type() };
    if (this.takes('chan ')) return { kind: 'chan', direction: 'both', element: this.type() };
    if (this.takes('map[')) return this.map();
    if (this.takes('[')) return this.sliceOrArray();
    if (this.takes('struct{')) return { kind: 'struct', fields: this.list('}', ';', () => this.field()) };
    if (this.takes('interface{')) return this.interface();
    if (this.startsWith('func(') || this.startsWith('func[')) {
      this.takes('func');
      return this.signature();
    }
    if (this.takes('(')) return { kind: 'tuple', elements: this.list(')', ',', () => this.type()) };
    return this.name();
  }

  private map(): Type {
    const key = this.type();
    this.takes(']');
    return { kind: 'map', key, element: this.type() };
  }

  private sliceOrArray(): Type {
    if (this.takes(']')) return { kind: 'slice', element: this.type() };
    const length = Number(this.match(/\d+|\?/y));
    this.takes(']');
    return { kind: 'array', length: Number.isNaN(length) ? undefined : length, element: this.type() };
  }

  private field(): StructField {
    const embedded = this.takes('+');
    const name = this.match(IDENTIFIER);
    this.takes(' ');
    return { name, embedded, type: this.type() };
  }

  private interface(): Type {
    const methods: InterfaceMethod[] = [];
    const embedded: Type[] = [];
    const unions: Term[][] = [];
    let comparable = false;
    this.list('}', ';', () => {
      if (this.takes('|')) {
        const terms = this.union();
        if (terms.length === 0) comparable = true;
        else unions.push(terms);
      } else if (this.takes('+')) embedded.push(this.type());
      else methods.push({ name: this.match(IDENTIFIER), type: this.signature() });
    });
    return { kind: 'interface', methods, embedded, unions, comparable };
  }

  private union(): Term[] {
    const terms: Term[] = [];
    if (this.startsWith(';') || this.startsWith('}')) return terms;
    do terms.push({ tilde: this.takes('~'), type: this.type() });
    while (this.takes('|'));
    return terms;
  }

  private typeParameter(): DeclaredTypeParameter {
    const name = this.match(IDENTIFIER);
    return { name, constraint: this.takes(' ') ? this.type() : EMPTY_INTERFACE };
  }

  private signature(): Signature {
    const typeParameters = this.takes('[') ? this.list(']', ',', () => this.typeParameter()) : [];
    let variadic = false;
    this.takes('(');
    const parameters = this.list(')', ',', (): Type => {
      if (!this.takes('...')) return this.type();
      variadic = true;
      return { kind: 'slice', element: this.type() };
    });
    this.takes('(');
    const results = this.list(')', ',', () => this.type());
    return { kind: 'func', typeParameters, parameters, results, variadic };
  }

  private name(): Type {
    const text = this.match(NAME);
    if (text === '') return UNKNOWN;
    if (BASIC.test(text)) return { kind: 'basic', name: text };
    const args = this.takes('[') ? this.list(']', ',', () => this.type()) : [];
    const dot = text.lastIndexOf('.');
    return { kind: 'named', path: text.slice(0, Math.max(dot, 0)), name: text.slice(dot + 1), args };
  }

  private list<T>(close: string, separator: string, item: () => T): T[] {
    const items: T[] = [];
    while (this.at < this.text.length && !this.takes(close)) {
      const before = this.at;
      items.push(item());
      this.takes(separator);
      if (this.at === before) break;
    }
    return items;
  }

  private startsWith(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  private takes(text: string): boolean {
    if (!this.startsWith(text)) return false;
    this.at += text.length;
    return true;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }
}
