/**
 * Packages of one file, and their channels by name, for the tests of the channel model.
 */
import assert from 'node:assert/strict';
import type { Channel } from '../src/semantic/channels/channel.ts';
import type { Package } from '../src/semantic/package.ts';
import { packageOf as packageOfFiles } from './semantic-fixture.ts';

export const packageOf = (text: string): Package => packageOfFiles('p', { 'p.go': text });

export function channelNamed(pkg: Package, name: string): Channel {
  const channel = pkg.channels.all.find(candidate => candidate.name === name);
  assert.ok(channel, `no channel ${name}`);
  return channel;
}
