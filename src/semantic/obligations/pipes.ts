/**
 * Pipes of package io with a goroutine at one end and their function at the other: if the function returns and closes
 * neither end, the goroutine waits for ever.
 *
 * To close either end ends the waiting at both. Does not see ends in fields, and says nothing of one that is handed on.
 */
import type { Call, Goroutine } from '../calls/call.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { targetsOf } from './destination.ts';
import { Inquiry } from './inquiry.ts';
import { obligationOf } from './obligation.ts';
import type { Obligation, ObligationSpec } from './spec.ts';

export interface WaitingPipe {
  readonly call: Call;
  /** What the goroutine does that waits. */
  readonly waitsTo: 'read' | 'write';
  readonly goroutine: Place;
  /** The end that the function has, and what becomes of it. */
  readonly end: GoSymbol;
  readonly obligation: Obligation;
}

export function* waitingPipes(pkg: Package): Generator<WaitingPipe> {
  const spec = pkg.effects.resource('pipe');
  if (spec === undefined) return;
  for (const call of pkg.callsTo('io.Pipe')) {
    const [reader, writer] = targetsOf(pkg, call.place).map(node => pkg.symbolAt({ file: call.place.file, node }));
    if (!isOwn(call, reader) || !isOwn(call, writer)) continue;
    yield* waitingAt(pkg, call, reader, { end: writer, result: 1 }, spec);
    yield* waitingAt(pkg, call, writer, { end: reader, result: 0 }, spec);
  }
}

const isOwn = ({ caller }: Call, symbol: GoSymbol | undefined): symbol is GoSymbol =>
  symbol?.role === 'local' && symbol.owner === caller;

function* waitingAt(
  pkg: Package,
  call: Call,
  waiting: GoSymbol,
  { end, result }: { readonly end: GoSymbol; readonly result: number },
  spec: ObligationSpec,
): Generator<WaitingPipe> {
  const goroutine = goroutineWith(pkg, waiting);
  if (goroutine === undefined || goroutine.joined || usesIn(pkg, end, goroutine).length > 0) return;
  const inquiry = new Inquiry(pkg, spec);
  const inside = new Set(usesIn(pkg, waiting, goroutine));
  const outside = waiting.uses.filter(at => !inside.has(at) && pkg.useOf(at).kind !== 'assigned');
  if (outside.some(at => inquiry.fateOf(at) !== 'borrow')) return;
  // What unknown code reads from it may have another way to end.
  const waitsTo = result === 1 ? 'read' : 'write';
  if (waitsTo === 'read' && ![...inside].every(at => ['borrow', 'release'].includes(inquiry.fateOf(at)))) return;
  const obligation = obligationOf(pkg, call, { ...spec, result });
  if (obligation.status === 'unmet') yield { call, waitsTo, goroutine: goroutine.start, end, obligation };
}

/** The goroutine of a literal that captures the variable. */
const goroutineWith = (pkg: Package, symbol: GoSymbol): Goroutine | undefined =>
  pkg.goroutines.find(goroutine => goroutine.starter === symbol.owner && usesIn(pkg, symbol, goroutine).length > 0);

function usesIn(pkg: Package, { uses }: GoSymbol, { entry }: Goroutine): readonly Place[] {
  if (entry?.kind !== 'literal') return [];
  const { file, node } = entry.place;
  return uses.filter(at => at.file === file && pkg.tree(file).contains(node, at.node));
}
