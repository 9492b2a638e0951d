/**
 * The package as rules see it, and the plain data that its answers are made of.
 */
export type { Call, Goroutine } from '../semantic/calls/call.ts';
export type { GoFunction, GoSymbol } from '../semantic/names/symbol.ts';
export type { Package, Place } from '../semantic/package.ts';
