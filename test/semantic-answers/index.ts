/**
 * The subjects that fixtures of the semantic model can ask about.
 */
import { lifetime } from './lifetime.ts';
import { callee, constant, type } from './names.ts';
import type { Answer } from './place.ts';

export const ANSWERS: Readonly<Record<string, Answer>> = { callee, constant, lifetime, type };
