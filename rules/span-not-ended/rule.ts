/**
 * Finds spans of OpenTelemetry, OpenCensus and OpenTracing that are not ended on some way out of the function that
 * started them.
 *
 * Whoever gets a span, or hands on the context that carries it, answers for it.
 */
import type { Call, Package } from '../../src/rule/package.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { unreleased } from '../../src/rule/unreleased.ts';

/** How code gets at a span that somebody else has started. */
const FROM_CONTEXT: readonly string[] = [
  'go.opentelemetry.io/otel/trace.SpanFromContext',
  'go.opencensus.io/trace.FromContext',
  'github.com/opentracing/opentracing-go.SpanFromContext',
];

const isSpan = (resource: string): boolean => resource === 'span' || resource === 'opentracing-span';

export const rule = defineRule({
  meta: {
    id: 'span-not-ended',
    family: 'resource',
    tier: 'opt-in',
    summary: 'A tracing span is not ended on every path',
    severity: 'info',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'A span is exported only when it is ended. One that is not ended is missing in its trace and the spans below ' +
      'it have no parent, most often for just the requests that failed. Usually the garbage collector frees the ' +
      'span itself. It stays in memory until the process ends only if a span processor keeps a list of unfinished ' +
      'spans, as that of zPages does.',
    remedy: 'Write `defer span.End()` right after starting the span. Ending a span twice does no harm.',
    limits:
      'Holds for every version of Go. Spans that are returned, stored, captured by a function that is stored, or ' +
      'passed to code that goleaklint cannot see are left to whoever gets them; so are spans whose context is ' +
      'returned or stored. Silent in packages that end spans which they get from a context.',
    references: ['https://pkg.go.dev/go.opentelemetry.io/otel/trace#Span', 'https://github.com/jjti/go-spancheck'],
    messages: {
      never: 'nothing ends {holder}, so that it is never exported; write defer {release} right after this',
      missed:
        '{holder} is not ended on the way to line {line}, so that it is never exported; write defer {release} right after ' +
        'this',
      discarded: 'nothing holds this span, so that it cannot be ended and is never exported; keep it and end it',
      overwritten:
        '{holder} gets another value on line {line} before this span is ended, so that it is never exported; call {release} ' +
        'before that',
      repeated:
        'the loop comes round before this span is ended, so that it is never exported; call {release} at the end of the round',
    },
    options: {},
    metric: 'own',
    refutable: false,
  },
  triggers: ['Start'],
  check({ pkg, report }) {
    for (const { call, loss, detail } of unreleased(pkg, isSpan)) {
      if (loss === 'field' || loss === 'owner') continue;
      if (isCarriedAway(pkg, call) || endsSpansOfOthers(pkg)) continue;
      report(call.place, loss, detail);
    }
  },
});

/** Whether somebody else gets the context, the first result, by which the span can be had. */
const isCarriedAway = (pkg: Package, { place }: Call): boolean =>
  pkg.destinations(place).some(({ kind }) => kind !== 'passed' && kind !== 'captured');

function endsSpansOfOthers(pkg: Package): boolean {
  for (const { place } of pkg.callsTo(...FROM_CONTEXT)) {
    if (
      pkg.usesOfValue(place).uses.some(({ kind, name }) => kind === 'method' && (name === 'End' || name === 'Finish'))
    ) {
      return true;
    }
  }
  return false;
}
