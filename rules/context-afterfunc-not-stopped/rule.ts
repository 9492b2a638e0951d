/**
 * Finds functions that context.AfterFunc registers with a context that outlives the call, and that nobody takes back.
 *
 * A context that ends with the request, or that the same function cancels, takes them with it.
 */
import type { Call, Package } from '../../src/rule/package.ts';
import { boundOfArgument } from '../../src/rule/obligations.ts';
import { capturedVariables, rootVariable } from '../../src/rule/references.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { Kind } from '../../src/rule/syntax.ts';
import { unreleased } from '../../src/rule/unreleased.ts';

const isStop = (resource: string): boolean => resource === 'stop';

export const rule = defineRule({
  meta: {
    id: 'context-afterfunc-not-stopped',
    family: 'context',
    tier: 'opt-in',
    summary: 'A function registered with context.AfterFunc stays registered, since its stop function is not called',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'context.AfterFunc registers a function with a context. The context keeps the function, and everything that ' +
      'it refers to, until the context ends or the returned stop function is called. If the context lives long, ' +
      'like that of a server, every call adds one more. Measured with Go 1.26: 182 bytes each, plus whatever the ' +
      'function refers to.',
    remedy: 'Call the stop function when the work is done: `stop := context.AfterFunc(ctx, f)` with `defer stop()`.',
    limits:
      'For Go 1.21 or newer, which introduced context.AfterFunc. Confidence is low if the context is a parameter, ' +
      'which may end together with the work, and medium if it is a field or a package-level variable, or if the ' +
      'call is in a loop. Not reported: contexts of requests, contexts that the same function cancels, and a ' +
      'context in a field of the only object that the registered function refers to.',
    references: ['https://pkg.go.dev/context#AfterFunc'],
    messages: {
      discarded:
        'the stop function is thrown away, so that the context keeps this function, and what it refers to, until the ' +
        'context ends; keep stop and call it when the work is done',
      never:
        'nothing calls {holder}, so that the context keeps this function, and what it refers to, until the context ends; ' +
        'call {release} when the work is done',
      missed:
        '{holder} is not called on the way to line {line}, so that the context keeps this function, and what it refers to, ' +
        'until the context ends; call {release} there as well',
      repeated:
        'the loop comes round before {holder} is called, so that each round leaves one more function with the context until ' +
        'that ends; call {release} in each round',
    },
    options: {},
    metric: 'own',
    refutable: false,
  },
  triggers: ['AfterFunc'],
  check({ pkg, report }) {
    for (const { call, loss, detail } of unreleased(pkg, isStop)) {
      if (loss === 'overwritten' || loss === 'field' || loss === 'owner') continue;
      if (boundOfArgument(pkg, call, 0).end !== 'open' || belongsToOwner(pkg, call)) continue;
      report(call.place, loss, { ...detail, confidence: outlivesCall(pkg, call) ? 'medium' : 'low' });
    }
  },
});

/**
 * Whether the function refers to nothing but the object that has the context: `context.AfterFunc(s.ctx, s.close)`, once
 * for an object, is how that ends, and both are gone together.
 */
function belongsToOwner(pkg: Package, { args: [context, fn], caller, place }: Call): boolean {
  if (context === undefined || fn === undefined || caller === undefined) return false;
  if (pkg.flow(caller).isOnCycle(place.node)) return false;
  const owner = rootVariable(pkg, context);
  if (owner === undefined || pkg.symbolAt(context) === owner) return false;
  const isLiteral = pkg.tree(fn.file).kindOf(fn.node) === Kind.FuncLiteral;
  const kept = isLiteral ? [...capturedVariables(pkg, fn).keys()] : [rootVariable(pkg, fn)];
  return kept.every(symbol => symbol === owner);
}

/** Whether the context is seen to live longer than the call, or than the round of a loop. */
function outlivesCall(pkg: Package, { args: [context], caller, place }: Call): boolean {
  if (context === undefined || caller === undefined) return false;
  if (pkg.flow(caller).isOnCycle(place.node)) return true;
  const origins = pkg.origins(context);
  return origins.length > 0 && origins.every(({ kind }) => kind === 'field' || kind === 'global');
}
