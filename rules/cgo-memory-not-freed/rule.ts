/**
 * Finds memory that C allocates for Go code, and that nothing frees.
 *
 * Whoever gets it owns it from then on: a C function of which nothing is known too, unless the same code frees what it
 * has given to it.
 */
import { callsC, releasesOf } from '../../src/rule/obligations.ts';
import type { Call, Package, Place } from '../../src/rule/package.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { type Unreleased, unreleased } from '../../src/rule/unreleased.ts';

const isMemory = (resource: string): boolean => resource === 'c-memory';

export const rule = defineRule({
  meta: {
    id: 'cgo-memory-not-freed',
    family: 'resource',
    tier: 'default',
    summary: 'C memory from C.CString, C.CBytes or C.malloc is not freed',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    why:
      "C.CString and C.CBytes copy their argument to memory from C's malloc. The garbage collector does not know " +
      'that memory: it stays until the process ends unless code calls C.free. No heap profile of Go shows it; only ' +
      'the memory of the process grows, by the length of the copy for each call.',
    remedy:
      'Keep the pointer in a variable and write `defer C.free(unsafe.Pointer(p))` right after the call. In a ' +
      'loop, free it before every continue, break and return, or move the loop body into a function.',
    limits:
      'Holds for every version of Go. A C function may keep the memory that it gets, so memory that is passed to ' +
      'one is not reported, unless it is a function of the C library that is known to keep nothing (puts, strlen, ' +
      'setenv, fopen, …), or the Go function frees the memory on another path. Memory that is returned or stored is ' +
      'left to whoever gets it.',
    references: ['https://pkg.go.dev/cmd/cgo#hdr-Go_references_to_C', 'https://go.dev/wiki/cgo'],
    messages: {
      nested:
        '{borrower} only looks at what {allocator} allocates here, so that nothing can free it and it stays for ever; keep ' +
        'it in a variable and defer C.free(unsafe.Pointer(p))',
      never:
        'nothing frees the memory that {allocator} allocates, and the collector never does; write defer ' +
        'C.free(unsafe.Pointer({holder}))',
      missed:
        'the memory of {holder} is not freed on the way to line {line}, and the collector never frees it; write defer ' +
        'C.free(unsafe.Pointer({holder})) after the call that allocates it',
      discarded: 'nothing holds the memory that {allocator} allocates, so that it stays for ever; leave out the call',
      overwritten:
        '{holder} gets another value on line {line} before the memory that it points to is freed, and the collector never ' +
        'frees it; call C.free(unsafe.Pointer({holder})) before that',
      repeated:
        'every round of the loop leaves the memory that {allocator} allocates, and the collector never frees it; call ' +
        'C.free(unsafe.Pointer({holder})) in each round',
    },
    options: {},
    metric: 'own',
    refutable: false,
  },
  triggers: ['CString', 'CBytes', 'malloc', 'calloc'],
  check({ pkg, report }) {
    for (const call of pkg.callsTo('C.CString', 'C.CBytes', 'C.malloc', 'C.calloc')) {
      const borrower = borrowerOf(pkg, call);
      if (borrower !== undefined) report(call.place, 'nested', { data: { borrower, allocator: call.key } });
    }
    for (const found of unreleased(pkg, isMemory)) {
      const { call, loss, detail } = found;
      if (loss === 'field' || loss === 'owner' || isKeptByC(pkg, found)) continue;
      const allocator = pkg.textOf(call.place).split('(', 1)[0] ?? '';
      report(call.place, loss, { ...detail, data: { ...detail.data, allocator }, suggestions: [] });
    }
  },
});

/** The C function that gets the memory at once and is known to keep nothing. */
function borrowerOf(pkg: Package, { place }: Call): string | undefined {
  let use = pkg.useOf(place);
  while (use.kind === 'converted') use = pkg.useOf({ file: place.file, node: use.node });
  if (use.kind !== 'argument') return undefined;
  const call = pkg.callAt({ file: place.file, node: use.node });
  const { borrows, ownership, shares } = call.effect;
  // What strcpy and memset return is the memory itself; as a statement the call drops it.
  if (shares !== undefined && pkg.useOf(call.place).kind !== 'other') return undefined;
  const isBorrowed = callsC(pkg, call) && borrows === true && ownership?.[use.index ?? 0] === undefined;
  return isBorrowed ? call.key : undefined;
}

/**
 * Whether the way on which it is not freed may be that on which C has taken it: all code that frees it stands before its
 * end, as that of a way that fails does.
 */
function isKeptByC(pkg: Package, { loss, obligation }: Unreleased): boolean {
  const { exit, holder } = obligation;
  if (loss !== 'missed' || exit === undefined || holder === undefined) return false;
  return !releasesOf(pkg, holder).some(({ place }) => isAfter(place, exit));
}

const isAfter = (place: Place, exit: Place): boolean => place.file === exit.file && place.node > exit.node;
