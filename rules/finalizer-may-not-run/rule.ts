/**
 * Finds finalizers and cleanups of objects so small that the runtime puts several into one block.
 *
 * Only where the code itself allocates the object: a pointer from elsewhere may be to a part of something larger.
 */
import type { Package, Place } from '../../src/rule/package.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { holdsPointers } from '../../src/rule/elements.ts';
import { sizeOf } from '../../src/rule/types.ts';
import { Field } from '../../src/rule/syntax.ts';

/** Objects of fewer bytes that hold no pointer share a block with others: maxTinySize of the runtime. */
const TINY = 16;

export const rule = defineRule({
  meta: {
    id: 'finalizer-may-not-run',
    family: 'finalizer',
    tier: 'opt-in',
    summary: 'A finalizer or cleanup on a very small object may never run, since the object shares its memory block',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'The runtime puts objects of fewer than 16 bytes without pointers into blocks of 16 bytes, together with ' +
      'other small objects that are allocated about the same time. A block is freed only as a whole: if one number ' +
      'in it is still in use, the finalizers and cleanups of the others do not run, and what they were to release ' +
      '(a file descriptor, C memory) stays as long. Measured with Go 1.26: of 200 finalizers on objects of one ' +
      'byte, at most three ran while every fifteenth object was still in use. Objects of size zero all have the ' +
      'same address, and their finalizers may never run either.',
    remedy:
      'Add a pointer to the type, such as a field `_ *byte`, so that its objects do not share blocks, or make it 16 ' +
      'bytes or larger. Better: release explicitly, and use the finalizer only as a safety net.',
    limits:
      'Holds for every version of Go. Sizes are those of 64-bit platforms. Sees only objects that the function ' +
      'allocates itself. Objects from other functions are not followed, and a pointer that is a parameter may point ' +
      'into a larger object. For objects that their own finalizer keeps alive see finalizer-keeps-object-alive.',
    references: [
      'https://pkg.go.dev/runtime#SetFinalizer',
      'https://go.dev/doc/gc-guide#Finalizers_cleanups_and_weak_pointers',
    ],
    messages: {
      tiny:
        '{type} is only {size} bytes without pointers and shares a block of memory with other small objects, whose ' +
        '{functions} run only once all of them are gone, which may be never; give it a field _ *byte',
      empty:
        '{type} has no size, so that its objects share one address and their {functions} may never run; give it a field ' +
        '_ *byte',
    },
    options: {},
    metric: 'own',
    refutable: false,
  },
  triggers: ['SetFinalizer', 'AddCleanup'],
  check({ pkg, report }) {
    for (const call of pkg.callsTo('runtime.SetFinalizer', 'runtime.AddCleanup')) {
      const [object, released] = call.args;
      if (object === undefined || released === undefined || pkg.textOf(released) === 'nil') continue;
      const type = pkg.types.underlying(pkg.typeOf(object));
      if (type.kind !== 'pointer' || holdsPointers(pkg.types, type.element) !== false) continue;
      const size = sizeOf(pkg.types, type.element);
      if (size === undefined || size >= TINY || !isAllocatedAlone(pkg, object)) continue;
      const functions = call.key === 'runtime.AddCleanup' ? 'cleanups' : 'finalizers';
      const name = type.element.kind === 'named' ? type.element.name : 'the object';
      report(call.place, size === 0 ? 'empty' : 'tiny', { data: { type: name, size, functions } });
    }
  },
});

/** Whether all that the expression may point to are objects of their own: `&T{…}`, `new(T)`, the address of a variable. */
function isAllocatedAlone(pkg: Package, object: Place): boolean {
  return pkg.origins(object).every(({ kind, at }) => {
    if (kind !== 'address') return kind === 'literal' || kind === 'made';
    const operand = pkg.tree(at.file).childByField(at.node, Field.Operand);
    return pkg.symbolAt({ file: at.file, node: operand })?.role === 'local';
  });
}
