/**
 * Finds calls of fmt.Sprintf that only convert one value, or join strings: strconv and + do it with fewer allocations.
 *
 * Only where the result is the same to the byte: for predeclared types, whose formatting no method changes.
 */
import type { Call, Package, Place } from '../../src/rule/package.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { Kind } from '../../src/rule/syntax.ts';

/** More operands read worse with + than with a format. */
const MAX_OPERANDS = 3;

interface Conversion {
  readonly text: string;
  readonly imports: readonly string[];
}

export const rule = defineRule({
  meta: {
    id: 'sprintf-conversion',
    family: 'allocation',
    tier: 'profile',
    summary: 'fmt.Sprintf is used where a conversion or + does the same with fewer allocations',
    severity: 'info',
    confidence: 'high',
    since: '0.1.0',
    why:
      'Sprintf takes its operands as interfaces, which puts most of them on the heap, and parses the format in each ' +
      'call. Measured with Go 1.26: Sprintf("%d", i) allocates twice, strconv.Itoa once; Sprintf("%s-%s", a, b) ' +
      'allocates three times, a + "-" + b once.',
    remedy: 'Use strconv for a number, + for a few strings, and the string itself for "%s" of a string.',
    limits:
      'Holds for every version of Go. Sees only formats of plain %d, %s, %v and %t without flags, and operands of ' +
      'predeclared types. Saves something only in code that runs often: reported if a profile shows the ' +
      'allocations, or if the rule is enabled by name.',
    references: ['https://pkg.go.dev/strconv'],
    messages: {
      converted: '{call} puts its operand on the heap and parses the format, two allocations for one; write {instead}',
      joined:
        '{call} puts each operand on the heap and parses the format, an allocation for each and one more; write ' +
        '{instead}',
    },
    options: {},
    metric: 'own',
    refutable: true,
  },
  triggers: ['Sprintf'],
  check({ pkg, report }) {
    for (const call of pkg.callsTo('fmt.Sprintf')) {
      const conversion = conversionOf(pkg, call);
      if (conversion === undefined) continue;
      const { text, imports } = conversion;
      report(call.place, call.args.length === 2 ? 'converted' : 'joined', {
        data: { call: pkg.textOf(call.place), instead: text },
        suggestions: [{ title: `Write ${text}`, edits: [{ at: call.place, text }], imports }],
      });
    }
  },
});

function conversionOf(pkg: Package, { args, place }: Call): Conversion | undefined {
  const [format, ...operands] = args;
  const pattern = format === undefined ? undefined : pkg.constantOf(format);
  if (typeof pattern !== 'string' || operands.length === 0 || operands.length > MAX_OPERANDS) return undefined;
  // `xs...` is no operand, but a list of them.
  if (operands.some(({ node }) => pkg.useOf({ file: place.file, node }).kind !== 'argument')) return undefined;
  const [only] = operands;
  if (operands.length === 1 && only !== undefined && /^%[dsvt]$/.test(pattern)) {
    return converted(pkg, pattern, only);
  }
  // A named format says more than the sum would.
  return format !== undefined && isLiteral(pkg, format) ? joined(pkg, pattern, operands) : undefined;
}

function isLiteral(pkg: Package, { file, node }: Place): boolean {
  const kind = pkg.tree(file).kindOf(node);
  return kind === Kind.InterpretedStringLiteral || kind === Kind.RawStringLiteral;
}

function converted(pkg: Package, verb: string, operand: Place): Conversion | undefined {
  const type = pkg.typeOf(operand);
  if (type.kind !== 'basic' || pkg.constantOf(operand) !== undefined) return undefined;
  const value = pkg.textOf(operand);
  const withStrconv = (text: string): Conversion => ({ text: `strconv.${text}`, imports: ['strconv'] });
  if (type.name === 'string') return /[sv]/.test(verb) ? { text: value, imports: [] } : undefined;
  if (type.name === 'bool') return /[tv]/.test(verb) ? withStrconv(`FormatBool(${value})`) : undefined;
  if (!/[dv]/.test(verb)) return undefined;
  if (type.name === 'int') return withStrconv(`Itoa(${value})`);
  if (/^int\d+$/.test(type.name)) return withStrconv(`FormatInt(${wide('int64', type.name, value)}, 10)`);
  if (/^uint\d*$/.test(type.name)) return withStrconv(`FormatUint(${wide('uint64', type.name, value)}, 10)`);
  return undefined;
}

const wide = (to: string, from: string, value: string): string => (to === from ? value : `${to}(${value})`);

/** `a + "-" + b` for strings between `%s`. */
function joined(pkg: Package, pattern: string, operands: readonly Place[]): Conversion | undefined {
  const pieces = pattern.split(/%[sv]/);
  if (pieces.length !== operands.length + 1 || pieces.some(piece => piece.includes('%'))) return undefined;
  if (operands.some(operand => !isString(pkg, operand))) return undefined;
  const terms = pieces.flatMap((piece, index) => {
    const operand = operands[index];
    return [...(piece === '' ? [] : [quoted(piece)]), ...(operand === undefined ? [] : [pkg.textOf(operand)])];
  });
  return { text: terms.join(' + '), imports: [] };
}

/** A string whose expression binds at least as closely as +. */
function isString(pkg: Package, operand: Place): boolean {
  const type = pkg.typeOf(operand);
  const text = pkg.textOf(operand);
  return type.kind === 'basic' && type.name === 'string' && !text.includes('\n');
}

/** JSON escapes what Go escapes, in the same way, apart from the characters that are left out here. */
const quoted = (text: string): string => JSON.stringify(text);
