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
    summary: 'A wait group is added to and not always done, so that its Wait never returns',
    severity: 'error',
    confidence: 'high',
    since: '0.1.0',
    why:
      'Wait returns when as many Done calls were made as Add has counted. A goroutine that returns early without its Done, ' +
      'an Add for more goroutines than there are, or one that is counted and then not started leaves the counter above ' +
      'zero for good: the goroutine that waits blocks for ever, with its stack and all that it refers to, and so does ' +
      'everybody who waits for it.',
    remedy:
      'Begin the goroutine with `defer wg.Done()`, call `wg.Add(1)` right before each `go` statement, or let `wg.Go` (since ' +
      'Go 1.25) do both.',
    limits:
      'Holds for every version of Go. Only for wait groups in local variables that are used in their function and in ' +
      'functions that it starts with `go`; those that are handed to others are not followed. A panic ends the process and ' +
      'counts for nothing. A Done that is skipped is reported if an Add(1) stands before each `go` statement; the values ' +
      'that no case of a switch names are taken not to come.',
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
        ],
      });
    }
  },
});
