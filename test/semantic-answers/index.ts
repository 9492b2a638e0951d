/**
 * The subjects that fixtures of the semantic model can ask about.
 */
import { awaited, bound } from './bound.ts';
import { abandoned, channel, endless, stuck, unguarded } from './channel.ts';
import { escapes } from './escapes.ts';
import { defers, exit, then } from './flow.ts';
import { implements as implement } from './implements.ts';
import { ends, lifetime } from './lifetime.ts';
import { called, callee, constant, definition, shift, type } from './names.ts';
import { nested } from './nested.ts';
import { obligation, rare, way } from './obligation.ts';
import { origins } from './origins.ts';
import type { Answer } from './place.ts';
import { blocks, callers, field, never, spawns, summary } from './summary.ts';
import { runs } from './runs.ts';
import { sees } from './sees.ts';
import { used } from './used.ts';
import { deaf, stranded, unanswered, undone, waits } from './waits.ts';

export const ANSWERS: Readonly<Record<string, Answer>> = {
  abandoned,
  awaited,
  blocks,
  bound,
  called,
  callee,
  callers,
  channel,
  constant,
  deaf,
  defers,
  definition,
  endless,
  ends,
  escapes,
  exit,
  field,
  implements: implement,
  lifetime,
  nested,
  never,
  obligation,
  origins,
  rare,
  runs,
  sees,
  shift,
  spawns,
  stranded,
  stuck,
  summary,
  then,
  type,
  unanswered,
  undone,
  unguarded,
  used,
  waits,
  way,
};
