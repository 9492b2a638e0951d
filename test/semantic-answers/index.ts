/**
 * The subjects that fixtures of the semantic model can ask about.
 */
import { abandoned, channel, endless, stuck, unguarded } from './channel.ts';
import { lifetime } from './lifetime.ts';
import { callee, constant, type } from './names.ts';
import { origins } from './origins.ts';
import type { Answer } from './place.ts';
import { blocks, callers, spawns, summary } from './summary.ts';
import { sees } from './sees.ts';

export const ANSWERS: Readonly<Record<string, Answer>> = {
  abandoned,
  blocks,
  callee,
  callers,
  channel,
  constant,
  endless,
  lifetime,
  origins,
  sees,
  spawns,
  stuck,
  summary,
  type,
  unguarded,
};
