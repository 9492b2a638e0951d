/**
 * Finds closures that share several assigned variables of one round of a loop: each of them becomes an object of its
 * own on the heap, in every round.
 *
 * Variables that are only read, or only assigned before they are captured, are copied into the closure and cost
 * nothing. Outside loops the same is only worth saying where a profile says that it matters.
 */
import { type KeptLiteral, sharedCaptures } from '../../src/rule/allocation.ts';
import type { GoSymbol } from '../../src/rule/package.ts';
import { defineRule, type EvidenceDetail, type RelatedDetail } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'escaping-loop-variable',
    family: 'loopvar',
    tier: 'default',
    wider: ['profile'],
    summary: 'Variables that a loop shares with a closure are allocated one by one, where one struct would do',
    severity: 'info',
    confidence: 'high',
    since: '0.1.0',
    why:
      'If a closure runs in a goroutine or is stored, and the closure or the code around it assigns a variable ' +
      'that both use, the compiler puts that variable on the heap as an object of its own, even if the loop waits ' +
      'until the closure has finished. Two such variables in the body of a loop cost two allocations in every ' +
      'round, besides the closure. Measured with Go 1.26 for a string and an error: three allocations of 56 bytes ' +
      'in all, against two of 48 bytes with one struct. For two ints only bytes are saved, 40 against 32, since ' +
      'small numbers share blocks of 16 bytes. All of it is freed with the closure: this is a cost, not a leak.',
    remedy:
      'Declare one struct with these variables as fields and use it in the closure. If the closure need not see ' +
      'later changes, give it copies: parameters, or variables never assigned again.',
    limits:
      'Holds for every version of Go. Closures passed to unknown functions are not reported, since the compiler may ' +
      'know that they do not outlive the call. Only variables of the innermost loop around the closure are counted, ' +
      'since variables of different rounds cannot be merged. Closures outside of loops are reported only if a ' +
      'profile shows the allocations, or if the rule is enabled by name.',
    references: ['https://go.dev/doc/gc-guide#Eliminating_heap_allocations'],
    messages: {
      round:
        '{variables} are assigned and shared with {closures}, so that each is a heap object of its own in every round; ' +
        'make them fields of one struct',
      call:
        '{variables} are assigned and shared with {closures}, so that each is a heap object of its own; make them fields ' +
        'of one struct',
    },
    options: {},
    metric: 'own',
    refutable: true,
  },
  triggers: ['func('],
  check({ pkg, versions, report }) {
    for (const { literals, variables, loop } of sharedCaptures(pkg, versions.language)) {
      const [literal, ...others] = literals;
      const places = variables.flatMap(symbol => symbol.declaration ?? []);
      const related: RelatedDetail[] = [
        ...places.map(at => ({ at, message: `${pkg.textOf(at)} is allocated here` })),
        ...others.map(({ place }) => ({ at: place, message: 'this closure shares them too' })),
      ];
      const evidence: EvidenceDetail[] = places.map(at => ({ kind: 'lines', at }));
      const detail = { data: { variables: listOf(variables), closures: closuresOf(literals) }, related, evidence };
      if (loop === undefined) report(literal.place, 'call', { ...detail, tier: 'profile' });
      else report(literal.place, 'round', detail);
    }
  },
});

/** `a, b and c` */
function listOf(variables: readonly GoSymbol[]): string {
  const names = variables.map(({ name }) => name);
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

function closuresOf(literals: readonly KeptLiteral[]): string {
  const goroutines = literals.filter(({ by }) => by === 'goroutine').length;
  const stored = literals.length - goroutines;
  const parts = [
    ...(goroutines > 0 ? [goroutines === 1 ? 'a goroutine' : 'goroutines'] : []),
    ...(stored > 0 ? [stored === 1 ? 'a stored closure' : 'stored closures'] : []),
  ];
  return parts.join(' and ');
}
