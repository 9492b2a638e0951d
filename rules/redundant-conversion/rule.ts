/**
 * Finds conversions between string and []byte that copy only to call a function whose twin takes the value as it is.
 *
 * Only conversions that Go 1.26 was measured to allocate for. Those that the compiler removes, such as m[string(b)] or
 * a comparison, are left alone, and so is string([]byte(s)), which people write to get a copy.
 */
import type { Call, Package, Place } from '../../src/rule/package.ts';
import { defineRule, type Detail } from '../../src/rule/rule.ts';
import { Kind } from '../../src/rule/syntax.ts';
import { findMember, isNamed } from '../../src/rule/types.ts';

/** Functions of both `strings` and `bytes` whose result is no part of their operand; here with two texts. */
const OF_TWO_TEXTS = ['Contains', 'Count', 'EqualFold', 'HasPrefix', 'HasSuffix', 'Index', 'LastIndex'];
/** The same with something else as second operand. */
const OF_ONE_TEXT = ['ContainsAny', 'ContainsRune', 'IndexAny', 'IndexByte', 'IndexRune', 'LastIndexByte'];

const TWINS_OF_REGEXP: ReadonlyMap<string, string> = new Map([
  ['Match', 'MatchString'],
  ['MatchString', 'Match'],
  ['FindIndex', 'FindStringIndex'],
  ['FindStringIndex', 'FindIndex'],
]);

/** Their Write is inlined, so that nothing is copied twice. */
const BUFFERS = ['bytes.(*Buffer).Write', 'strings.(*Builder).Write'];

interface Finding {
  readonly at: Place;
  readonly instead: string;
  readonly edit?: { readonly text: string; readonly imports?: readonly string[] };
}

export const rule = defineRule({
  meta: {
    id: 'redundant-conversion',
    family: 'allocation',
    tier: 'profile',
    summary: 'A conversion between string and []byte copies, although a function for the other type exists',
    severity: 'info',
    confidence: 'high',
    since: '0.1.0',
    why:
      'Strings cannot change and slices can, so a conversion between them copies the bytes: to the heap if there ' +
      'are more than 32, or if the result outlives the function. Measured with Go 1.26: strings.Contains(string(b), ' +
      'x), re.Match([]byte(s)) and f.Write([]byte(s)) allocate once each; bytes.Contains, MatchString and ' +
      'WriteString do not allocate. The copy is freed after the call: this is a cost, not a leak.',
    remedy: 'Call the function or method that takes the value as it is, without a conversion.',
    limits:
      'For Go 1.22 or newer; older compilers allocate in more cases. Sees only functions whose results keep nothing ' +
      'of the text. Not reported is what the compiler optimises itself: m[string(b)], comparisons, switches, ' +
      'ranges, and Write of a bytes.Buffer. Saves something only in code that runs often: reported if a profile ' +
      'shows the allocations, or if the rule is enabled by name.',
    references: ['https://pkg.go.dev/io#WriteString', 'https://pkg.go.dev/fmt#Appendf'],
    messages: {
      copies: '{conversion} copies the whole text just for this call; write {instead}, which needs no copy',
      twice: '{conversion} copies the bytes twice; write {instead}, which copies them once',
    },
    options: {},
    metric: 'own',
    refutable: true,
  },
  triggers: ['string(', '[]byte('],
  check({ pkg, versions, report }) {
    for (const finding of [...ofTextFunctions(pkg), ...ofRegexps(pkg), ...ofWriters(pkg)]) {
      report(finding.at, 'copies', detailOf(pkg, finding));
    }
    for (const finding of roundTrips(pkg, versions.library)) report(finding.at, 'twice', detailOf(pkg, finding));
  },
});

function detailOf(pkg: Package, { at, instead, edit }: Finding): Detail {
  const data = { conversion: pkg.textOf(at), instead };
  if (edit === undefined) return { data };
  const { text, imports = [] } = edit;
  const call = enclosingCall(pkg, at);
  return { data, suggestions: [{ title: `Write ${instead}`, edits: [{ at: call, text }], imports }] };
}

/** The call that a converted operand belongs to, or the conversion around it. */
const enclosingCall = (pkg: Package, at: Place): Place => {
  const use = pkg.useOf(at);
  return use.kind === 'argument' || use.kind === 'converted' ? { file: at.file, node: use.node } : at;
};

/** What is converted, if the expression converts it to the type. */
function convertedTo(pkg: Package, at: Place | undefined, to: 'string' | '[]byte'): Place | undefined {
  if (at === undefined || !isConversion(pkg, at)) return undefined;
  const { callee, args } = pkg.callAt(at);
  const [operand] = args;
  if (callee.kind !== 'conversion' || operand === undefined || textKind(pkg, at) !== to) return undefined;
  return textKind(pkg, operand) === (to === 'string' ? '[]byte' : 'string') ? operand : undefined;
}

function isConversion(pkg: Package, { file, node }: Place): boolean {
  const kind = pkg.tree(file).kindOf(node);
  return kind === Kind.TypeConversionExpression || kind === Kind.CallExpression;
}

/** Predeclared types only: a named one may have been chosen for its methods. */
function textKind(pkg: Package, at: Place): 'string' | '[]byte' | undefined {
  const type = pkg.typeOf(at);
  if (type.kind === 'basic') return type.name === 'string' || type.name === 'untyped string' ? 'string' : undefined;
  const isBytes = type.kind === 'slice' && type.element.kind === 'basic' && type.element.name === 'uint8';
  return isBytes ? '[]byte' : undefined;
}

/** `strings.Contains(string(b), x)` and `bytes.Contains([]byte(s), x)`. */
function* ofTextFunctions(pkg: Package): Generator<Finding> {
  for (const name of [...OF_TWO_TEXTS, ...OF_ONE_TEXT]) {
    for (const call of pkg.callsTo(`strings.${name}`)) yield* ofTextFunction(pkg, call, `bytes.${name}`, 'string');
    for (const call of pkg.callsTo(`bytes.${name}`)) yield* ofTextFunction(pkg, call, `strings.${name}`, '[]byte');
  }
}

function* ofTextFunction(
  pkg: Package,
  { args: [first, second] }: Call,
  twin: string,
  to: 'string' | '[]byte',
): Generator<Finding> {
  const value = convertedTo(pkg, first, to);
  if (first === undefined || second === undefined || value === undefined) return;
  const isOfOneText = OF_ONE_TEXT.some(name => twin.endsWith(`.${name}`));
  const rest = isOfOneText ? pkg.textOf(second) : asOther(pkg, second, to);
  if (rest !== undefined) yield { at: first, instead: `${twin}(${pkg.textOf(value)}, ${rest})` };
}

/** The second text as the twin takes it; undefined where that would copy. */
function asOther(pkg: Package, at: Place, to: 'string' | '[]byte'): string | undefined {
  const converted = convertedTo(pkg, at, to);
  if (converted !== undefined) return pkg.textOf(converted);
  // The compiler sees that the twin only reads it: no copy.
  return to === 'string' ? `[]byte(${pkg.textOf(at)})` : undefined;
}

function* ofRegexps(pkg: Package): Generator<Finding> {
  for (const [name, twin] of TWINS_OF_REGEXP) {
    for (const { receiver, args } of pkg.callsTo(`regexp.(*Regexp).${name}`)) {
      const [at] = args;
      const value = convertedTo(pkg, at, name.includes('String') ? 'string' : '[]byte');
      if (at === undefined || value === undefined || receiver === undefined) continue;
      const instead = `${pkg.textOf(receiver)}.${twin}(${pkg.textOf(value)})`;
      yield { at, instead, edit: { text: instead } };
    }
  }
}

/** `w.Write([]byte(s))`, `b.WriteString(string(p))` and `io.WriteString(w, string(p))`. */
function* ofWriters(pkg: Package): Generator<Finding> {
  for (const call of pkg.callsNamed('Write')) {
    const [at] = call.args;
    const value = BUFFERS.includes(call.key) ? undefined : convertedTo(pkg, at, '[]byte');
    if (at === undefined || value === undefined || call.receiver === undefined) continue;
    if (asAppend(pkg, value) !== undefined) continue;
    const instead = writeString(pkg, call, pkg.textOf(call.receiver), pkg.textOf(value));
    if (instead !== undefined) yield { at, ...instead };
  }
  for (const call of pkg.callsNamed('WriteString')) {
    const [at, writer] = call.key === 'io.WriteString' ? call.args.toReversed() : [call.args[0], call.receiver];
    const value = convertedTo(pkg, at, 'string');
    if (at === undefined || value === undefined || writer === undefined || !hasMethod(pkg, writer, 'Write')) continue;
    const instead = `${pkg.textOf(writer)}.Write(${pkg.textOf(value)})`;
    yield { at, instead, edit: { text: instead } };
  }
}

function writeString(
  pkg: Package,
  { receiver }: Call,
  writer: string,
  value: string,
): Pick<Finding, 'instead' | 'edit'> | undefined {
  if (receiver === undefined) return undefined;
  if (hasMethod(pkg, receiver, 'WriteString')) {
    const text = `${writer}.WriteString(${value})`;
    return { instead: text, edit: { text } };
  }
  if (!isAnyWriter(pkg, receiver)) return undefined;
  const text = `io.WriteString(${writer}, ${value})`;
  return { instead: text, edit: { text, imports: ['io'] } };
}

/** An interface behind which files, connections and buffers stand, all of which have WriteString; hashes have not. */
function isAnyWriter(pkg: Package, at: Place): boolean {
  const type = pkg.typeOf(at);
  return isNamed(type, 'io', 'Writer') || isNamed(type, 'net/http', 'ResponseWriter');
}

function hasMethod(pkg: Package, receiver: Place, name: string): boolean {
  return findMember(pkg.types, pkg.typeOf(receiver), name)?.kind === 'method';
}

/** `[]byte(string(b))` and `[]byte(fmt.Sprintf(…))`. */
function* roundTrips(pkg: Package, library: number): Generator<Finding> {
  for (const at of pkg.nodes(Kind.TypeConversionExpression)) {
    if (!pkg.textOf(at).startsWith('[]byte(')) continue;
    const inner = convertedTo(pkg, at, '[]byte');
    const bytes = convertedTo(pkg, inner, 'string');
    if (bytes !== undefined && library >= 20) yield { at, instead: `bytes.Clone(${pkg.textOf(bytes)})` };
    if (inner === undefined || library < 19) continue;
    const appended = asAppend(pkg, inner);
    if (appended !== undefined) yield { at, instead: appended };
  }
}

function asAppend(pkg: Package, at: Place): string | undefined {
  if (pkg.tree(at.file).kindOf(at.node) !== Kind.CallExpression) return undefined;
  const { key, args } = pkg.callAt(at);
  if (key !== 'fmt.Sprintf') return undefined;
  return `fmt.Appendf(nil, ${args.map(arg => pkg.textOf(arg)).join(', ')})`;
}
