/**
 * `channel` is what is known of the channel made on the line: its capacity, how often the package sends to it, receives
 * from it, ranges over it and closes it, and whether all that happens to it is in sight. `abandoned` is how the function
 * that makes it can leave a send behind, `stuck` why a send blocks whatever happens, `endless` whether a range never ends.
 */
import type { Capacity, Channel } from '../../src/semantic/channels/channel.ts';
import { isLocal } from '../../src/semantic/channels/channel.ts';
import type { Operation } from '../../src/semantic/channels/operation.ts';
import type { Package } from '../../src/semantic/package.ts';
import { type Answer, lineOf } from './place.ts';

export const channel: Answer = (pkg, line) => {
  const made = channelOn(pkg, line);
  if (made === undefined) return 'none';
  const operations = [
    counted(made.sends, 'send'),
    counted(made.receives, 'receive'),
    counted(made.ranges, 'range'),
    counted(made.closes, 'close'),
  ];
  const sight = isLocal(made) ? 'local' : made.escapes.length > 0 ? 'escapes' : 'shared';
  return [capacityOf(pkg, made.capacity), ...operations.flat(), sight].join(', ');
};

export const abandoned: Answer = (pkg, line) => {
  const made = channelOn(pkg, line);
  return (made && pkg.channels.abandonmentOf(made)?.how) ?? 'never';
};

export const stuck: Answer = (pkg, line) => {
  const made = channelOn(pkg, line);
  return (made && pkg.channels.certainBlockOf(made)?.why) ?? 'no';
};

export const endless: Answer = (pkg, line) => {
  const made = channelOn(pkg, line);
  const range = made && pkg.channels.unclosedRangeOf(made);
  if (range === undefined) return 'no';
  return range.misses === undefined ? 'never closed' : 'not closed on every path';
};

/** Whether a send on the line cannot give up although its goroutine does elsewhere. */
export const unguarded: Answer = (pkg, line) => {
  const found = [...pkg.channels.unguardedSends()].find(({ send }) => lineOf(pkg, send) === line);
  return found?.why ?? 'no';
};

function channelOn(pkg: Package, line: number): Channel | undefined {
  return pkg.channels.all.find(({ origin }) => lineOf(pkg, origin) === line);
}

function capacityOf(pkg: Package, capacity: Capacity): string {
  switch (capacity.kind) {
    case 'constant':
      return `capacity ${capacity.value}`;
    case 'expression':
      return `capacity ${pkg.textOf(capacity.at)}`;
    case 'nil':
      return 'nil';
  }
}

/** `2 sends`, and how many of them are alternatives of a select. */
function counted(operations: readonly Operation[], name: string): string[] {
  if (operations.length === 0) return [];
  const selected = operations.filter(({ choice }) => choice !== undefined).length;
  const total = `${operations.length} ${name}${operations.length === 1 ? '' : 's'}`;
  return [selected === 0 ? total : `${total} (${selected} selected)`];
}
