/**
 * Finds pointers to elements of a slice that are kept when the slice itself is not: each keeps the whole array.
 */
import { keptElementPointers } from '../../src/rule/elements.ts';
import { defineRule } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'element-pointer-retention',
    family: 'retention',
    tier: 'default',
    summary: 'A kept pointer to one element of a slice keeps the whole array in memory',
    severity: 'info',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'A pointer to an element points into the array behind the slice, and the garbage collector frees an array ' +
      'only as a whole. As long as one such pointer is kept, all elements stay in memory with everything that they ' +
      'refer to: those that a filter skipped, and those whose own pointers were deleted long ago.',
    remedy:
      'Copy the element and keep a pointer to the copy: `x := xs[i]; m[x.Name] = &x`. Or let the slice hold ' +
      'pointers in the first place.',
    limits:
      'Holds for every version of Go. By default reports only pointers into a slice that the function made or got ' +
      'from a call and that nothing else keeps. They must be stored in a map or slice of the receiver or of the ' +
      'package, directly or inside an object, and some rounds of the loop must store none, or single pointers must ' +
      'be deleted later. Pointers sent to a channel are not reported, because the receiver may soon be done with ' +
      'them. If all ' +
      'pointers are kept equally long nothing is lost; that form is opt-in. Since Go 1.22 the variable of a range ' +
      'clause is a copy of the element, so that a pointer to it does not point into the slice; for older versions ' +
      'see captured-loop-variable.',
    references: ['https://go.dev/doc/gc-guide', 'https://github.com/kubernetes/kubernetes/pull/113305'],
    messages: {
      some:
        'this pointer keeps the whole array of {slice} in memory for as long as it is in {sink}, also the elements that are ' +
        'not kept; store a pointer to a copy of the element',
      all:
        'the pointers in {sink} share the array of {slice}, which stays in memory as a whole until the last of them is gone; ' +
        'store pointers to copies if they go one by one',
    },
    options: {},
    wider: ['opt-in'],
    metric: 'cum',
    refutable: false,
  },
  triggers: ['&'],
  check({ pkg, report }) {
    for (const { at, madeAt, slice, sink, isSelective } of keptElementPointers(pkg)) {
      report(at, isSelective ? 'some' : 'all', {
        data: { slice, sink: pkg.textOf(sink) },
        ...(!isSelective && { tier: 'opt-in' as const }),
        related: [{ at: madeAt, message: `${slice} comes from here` }],
        evidence: [{ kind: 'lines', at: madeAt }],
      });
    }
  },
});
