/**
 * Finds wait groups that can never be done, so that whoever waits for them waits for ever.
 *
 * Only wait groups of which every use is in sight are judged, see `missingDones`.
 */
import { type MissingDone, missingDones } from '../../src/rule/channels.ts';
import { lineOf } from '../../src/rule/line.ts';
import { defineRule } from '../../src/rule/rule.ts';

const RELATED: Readonly<Record<MissingDone['why'], string>> = {
  skipped: 'the goroutine ends here without it',
  surplus: '',
  'not-started': 'the goroutine that was counted is started here, not on all ways',
};

export const rule = defineRule({
  meta: {
    id: 'waitgroup-missing-done',
    family: 'goroutine',
    tier: 'default',
    summary: 'A wait group gets an Add without a Done on some path, so that its Wait never returns',
    severity: 'error',
    confidence: 'high',
    since: '0.1.0',
    why:
      'Wait returns when Done was called as often as Add has counted. The counter stays above zero for good if a ' +
      'goroutine returns early without its Done, if Add counts more goroutines than there are, or if a counted ' +
      'goroutine is not started. Whoever calls Wait then blocks for ever, with its stack and everything that it ' +
      'refers to, and so does everybody who waits for that goroutine.',
    remedy:
      'Begin the goroutine with `defer wg.Done()` and call `wg.Add(1)` right before the go statement. Or use wg.Go, ' +
      'which does both (Go 1.25).',
    limits:
      'Holds for every version of Go. Sees only wait groups in local variables that are used in their own function ' +
      'and in functions started there with `go`. Wait groups that are passed to other functions are not followed. A ' +
      'panic is not counted as a path, since it ends the process. A skipped Done is reported only if an Add(1) ' +
      'stands before each go statement. A switch without a default case is taken to get only the values that its ' +
      'cases name.',
    references: ['https://pkg.go.dev/sync#WaitGroup', 'https://go.dev/doc/go1.26#goroutineleak-profiles'],
    messages: {
      skipped:
        'this Done is skipped if the goroutine ends at line {line}, and {group}.Wait then blocks for ever; begin the ' +
        'goroutine with defer {own}.Done()',
      surplus:
        '{added} are added to {group}, but Done is called {done} times at most, so that {group}.Wait blocks for ever; add ' +
        'as many as there are goroutines',
      notStarted:
        'this is added even if the goroutine at line {line} is not started, and {group}.Wait then blocks for ever; add ' +
        'right before the go statement',
    },
    options: {},
    metric: 'cum',
    refutable: false,
  },
  triggers: ['WaitGroup'],
  check({ pkg, report }) {
    for (const missing of missingDones(pkg)) {
      const { why, at, name, own, wait, because, added, done } = missing;
      const line = because === undefined ? 0 : lineOf(pkg, because);
      report(at, why === 'not-started' ? 'notStarted' : why, {
        data: { group: name, own, line, added, done },
        related: [
          ...(because === undefined ? [] : [{ at: because, message: RELATED[why] }]),
          { at: wait, message: 'this Wait never returns' },
        ],
        evidence: [
          { kind: 'lines', at },
          { kind: 'lines', at: wait },
          { kind: 'goroutine', waits: wait },
        ],
      });
    }
  },
});
