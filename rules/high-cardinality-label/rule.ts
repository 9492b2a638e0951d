/**
 * Finds labels of metrics that take any number of values: the text of an error, what a client chooses, its address, an
 * id that no other call gives, a time.
 */
import { varyingLabels } from '../../src/rule/metrics.ts';
import type { Package, Place } from '../../src/rule/package.ts';
import { defineRule } from '../../src/rule/rule.ts';

/** How a message says what a label is. */
const WHAT = {
  error: 'the text of an error',
  client: 'chosen by whoever sends the request',
  address: 'the address of a client',
  call: 'another one in each call',
  time: 'a time',
} as const;

/** Longer source text than this does not fit into a message. */
const MAX_TEXT = 40;

export const rule = defineRule({
  meta: {
    id: 'high-cardinality-label',
    family: 'growth',
    tier: 'opt-in',
    summary: 'A label of a metric takes any number of values, and the metric keeps a time series for each',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'A metric with labels keeps one time series for each combination of label values that it has ever seen, until ' +
      'code deletes it or the process ends. If a value comes from the text of an error, the path of a request, the ' +
      'address of a client, a new id or a time, there is no end of them: memory grows, every scrape gets longer, and ' +
      'the server that stores the metrics grows as well. What a client chooses lets anybody do that on purpose. ' +
      'Measured with client_golang 1.20 and Go 1.26: 396 bytes for each series of a counter, 1196 for one of a histogram.',
    remedy:
      'Use a value out of a small, fixed set: the pattern of the route (`r.Pattern`, `c.FullPath()`) instead of the ' +
      'path, a kind of error (`timeout`, `not_found`) instead of its text. Write ids and addresses to the log or to a ' +
      'trace. If each value is needed, delete its series when what it stands for is gone (`DeleteLabelValues`).',
    limits:
      'Holds for every version of Go. Knows the vectors of Prometheus client_golang and of Kubernetes, the names of ' +
      'VictoriaMetrics metrics, and attributes of OpenTelemetry, which are reported as info: since v1.44.0 its SDK ' +
      'keeps no more than 2000 combinations for each instrument by default. Tables (docs/effects.md, `labels` and ' +
      '`varies`) say what makes labels and which functions give values without end; config can add more. Not ' +
      'reported: numbers and ids from elsewhere, as their count is not known; errors that are one of a few package ' +
      'variables; paths that the code looks up, compares or replaces first; vectors from which the package deletes ' +
      'series; r.Method, though clients can invent any. A handler that is registered for one exact path sees no ' +
      'other, so that its path is reported without need.',
    references: [
      'https://prometheus.io/docs/practices/naming/#labels',
      'https://pkg.go.dev/github.com/prometheus/client_golang/prometheus#CounterVec',
      'https://nvd.nist.gov/vuln/detail/CVE-2022-21698',
    ],
    messages: {
      varies:
        'this label is {what}{value}: each other value leaves one more time series in {metric} until the process ends; use ' +
        'one of a few values',
      limited:
        'this attribute is {what}{value}: each other value makes one more time series, up to the limit of the SDK, if it has ' +
        'one; use one of a few values',
    },
    options: {},
    metric: 'own',
    refutable: true,
  },
  triggers: ['WithLabelValues', 'With(', 'GetMetricWith', 'CurryWith', 'GetOrCreate', 'WithAttribute'],
  check({ pkg, report }) {
    for (const { call, value, variation, limited } of varyingLabels(pkg)) {
      const { variety, at, through } = variation;
      const metric = call.receiver === undefined ? 'the metric' : pkg.textOf(call.receiver);
      report(value, limited ? 'limited' : 'varies', {
        ...(limited && { severity: 'info' }),
        data: { what: WHAT[variety], value: nameOf(pkg, at, value), metric: short(metric, 'the metric') },
        related: [
          ...through.map(argument => ({ at: argument, message: 'it is passed here' })),
          ...(isSame(at, value) || through.length > 0 ? [] : [{ at, message: 'it comes from here' }]),
        ],
      });
    }
  },
});

/** ` (r.URL.Path)` where the label is not that itself. */
function nameOf(pkg: Package, at: Place, value: Place): string {
  const text = pkg.textOf(at);
  return isSame(at, value) || short(text, '') === '' ? '' : ` (${text})`;
}

const isSame = (one: Place, two: Place): boolean => one.file === two.file && one.node === two.node;

const short = (text: string, otherwise: string): string =>
  text.length > MAX_TEXT || text.includes('\n') ? otherwise : text;
