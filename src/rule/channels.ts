/**
 * Channels as rules see them: what is made, what is done with it, and what may block on it.
 */
export type { AbandonedGenerator } from '../semantic/channels/abandoned-generator.ts';
export type { Abandonment } from '../semantic/channels/abandonment.ts';
export type { CertainWait } from '../semantic/channels/certain-wait.ts';
export type { Channel } from '../semantic/channels/channel.ts';
export type { AbandonedReply } from '../semantic/channels/reply.ts';
export type { DeafProducer } from '../semantic/channels/deaf-producer.ts';
export { type MissingDone, missingDones } from '../semantic/channels/missing-done.ts';
export { choiceOf, type Operation } from '../semantic/channels/operation.ts';
export type { StrandedSend } from '../semantic/channels/stranded-send.ts';
export type { TimerWait } from '../semantic/channels/timer-wait.ts';
export type { UnclosedRange } from '../semantic/channels/unclosed.ts';
export type { UnguardedSend } from '../semantic/channels/unguarded-send.ts';
export { stopSignalIn } from '../semantic/channels/stop-signal.ts';
