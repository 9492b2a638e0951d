/**
 * Finds regular expressions with a constant pattern that a function compiles again at every call.
 *
 * Silent where the function keeps or returns what it compiled, or runs once: then somebody uses it again.
 */
import type { Call, Package } from '../../src/rule/package.ts';
import { defineRule } from '../../src/rule/rule.ts';

const COMPILERS = ['regexp.Compile', 'regexp.CompilePOSIX', 'regexp.MustCompile', 'regexp.MustCompilePOSIX'];

/** These compile their pattern and forget it. */
const MATCHERS = ['regexp.Match', 'regexp.MatchString', 'regexp.MatchReader'];

/** Longer patterns do not fit into a message. */
const MAX_TEXT = 40;

export const rule = defineRule({
  meta: {
    id: 'regexp-in-function',
    family: 'allocation',
    tier: 'profile',
    summary: 'A function compiles a constant regular expression in each call',
    severity: 'info',
    confidence: 'high',
    since: '0.1.0',
    why:
      'Compiling builds a syntax tree, a program and tables, and all of them are garbage when the function returns. ' +
      'Measured with Go 1.26: 29 allocations for ^[a-z]+$ in each call, against none for a match with an expression ' +
      'that is compiled already.',
    remedy:
      'Compile the expression once, in a package-level variable, or with sync.OnceValue (Go 1.21) if the program ' +
      'often runs without it. A compiled expression is safe for concurrent use.',
    limits:
      'Holds for every version of Go. Sees only constant patterns. Not reported: functions that run once in a ' +
      'process, and expressions that are returned or stored. Saves something only in code that runs often: reported ' +
      'if a profile shows the allocations, or if the rule is enabled by name.',
    references: ['https://pkg.go.dev/regexp#MustCompile'],
    messages: {
      compiled:
        '{call} compiles the constant {pattern} each time {function} runs, and drops it again; compile it once, in a ' +
        'package-level variable',
      matched:
        '{call} compiles the constant {pattern} each time it is called, and drops it again; compile it once with ' +
        'regexp.MustCompile, in a package-level variable, and match with that',
    },
    options: {},
    metric: 'own',
    refutable: true,
  },
  triggers: ['regexp'],
  check({ pkg, report }) {
    for (const call of pkg.callsTo(...COMPILERS, ...MATCHERS)) {
      const pattern = constantPattern(pkg, call);
      const fn = call.caller;
      if (pattern === undefined || fn === undefined || pkg.lifetimes.isProcessLifetime(fn)) continue;
      const isMatch = MATCHERS.includes(call.key);
      if (!isMatch && isKept(pkg, call)) continue;
      const data = { call: call.key, pattern, function: fn.name === '' ? 'the function' : fn.name };
      report(call.place, isMatch ? 'matched' : 'compiled', { data });
    }
  },
});

/** The pattern as written, or what kind of thing it is. */
function constantPattern(pkg: Package, { args }: Call): string | undefined {
  const [pattern] = args;
  if (pattern === undefined || typeof pkg.constantOf(pattern) !== 'string') return undefined;
  const text = pkg.textOf(pattern);
  return text.length > MAX_TEXT || text.includes('\n') ? 'pattern' : text;
}

/** Whether the expression outlives the call of the function, as far as can be told. */
function isKept(pkg: Package, { place }: Call): boolean {
  return pkg.destinations(place).some(({ kind }) => kind !== 'passed');
}
