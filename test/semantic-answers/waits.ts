/**
 * `waits` is why a receive on the line can never go on; `unanswered` is what the function that made the channel on the
 * line waits for instead of the answer; `deaf` is how the producer on the channel made there is left behind; `stranded`
 * is the signal at which whoever receives from it leaves; `undone` is why a wait group on the line is never done.
 */
import { missingDones } from '../../src/rule/channels.ts';
import type { Channel } from '../../src/semantic/channels/channel.ts';
import type { Package } from '../../src/semantic/package.ts';
import { type Answer, lineOf } from './place.ts';

export const waits: Answer = (pkg, line) => {
  const { channels } = pkg;
  const withoutSender = channels.all.map(channel => channels.waitWithoutSenderOf(channel));
  const found = [...withoutSender, ...channels.waitsOnNil(), ...channels.timerWaits()];
  return found.find(wait => wait !== undefined && lineOf(pkg, wait.place) === line)?.why ?? 'no';
};

export const unanswered: Answer = (pkg, line) => {
  const made = channelOn(pkg, line);
  const reply = made && pkg.channels.abandonedReplyOf(made);
  return reply === undefined ? 'no' : reply.isAtEnd ? 'at the end' : 'yes';
};

export const deaf: Answer = (pkg, line) => {
  const made = channelOn(pkg, line);
  const producer = made && pkg.channels.deafProducerOf(made);
  if (producer === undefined) return 'no';
  return producer.left === undefined ? `to ${producer.signal?.name ?? 'nothing'}` : 'left by a caller';
};

export const stranded: Answer = (pkg, line) => {
  const made = channelOn(pkg, line);
  const found = made && pkg.channels.localSendOf(made);
  return found === undefined ? 'no' : `by ${pkg.textOf(found.signal)}`;
};

export const undone: Answer = (pkg, line) => {
  const found = [...missingDones(pkg)].find(({ at }) => lineOf(pkg, at) === line);
  return found?.why ?? 'no';
};

function channelOn(pkg: Package, line: number): Channel | undefined {
  return pkg.channels.all.find(({ origin }) => lineOf(pkg, origin) === line);
}
