/**
 * Whether a value of a type can refer to a resource: to something open, running or locked.
 *
 * Numbers, strings, bytes, errors and structs of those cannot. What is unknown, or an interface, can.
 */
import { findMember } from '../types/members.ts';
import type { TypeTable } from '../types/type-table.ts';
import type { Type } from '../types/type.ts';

/** Structs nested deeper than this are taken to hold something. */
const MAX_DEPTH = 6;

export function canHoldResource(types: TypeTable, type: Type, depth = 0): boolean {
  if (depth > MAX_DEPTH) return true;
  const holds = (inner: Type): boolean => canHoldResource(types, inner, depth + 1);
  const unaliased = types.unaliased(type);
  if (unaliased.kind === 'named' && isPlainData(unaliased.path, unaliased.name)) return false;
  const underlying = types.underlying(unaliased);
  switch (underlying.kind) {
    case 'basic':
      return underlying.name === 'unsafe.Pointer';
    case 'slice':
    case 'array':
    case 'pointer':
    case 'chan':
      return holds(underlying.element);
    case 'map':
      return holds(underlying.key) || holds(underlying.element);
    case 'struct':
      return underlying.fields.some(field => holds(field.type));
    case 'tuple':
      return underlying.elements.some(holds);
    case 'func':
    case 'interface':
    case 'parameter':
    case 'named':
    case 'unknown':
      return true;
  }
}

/** Whether a copy of a value of the type shares memory that can be written to. */
export function refersToMemory(types: TypeTable, type: Type, depth = 0): boolean {
  if (canHoldResource(types, type)) return true;
  const underlying = types.underlying(type);
  if (underlying.kind === 'struct') {
    return depth < MAX_DEPTH && underlying.fields.some(field => refersToMemory(types, field.type, depth + 1));
  }
  const isTime = type.kind === 'named' && type.path === 'time';
  return !isTime && ['slice', 'map', 'pointer', 'chan'].includes(underlying.kind);
}

/** Whether what a call with a context returns may go on using it: a stream, a channel, a function, or what is unknown. */
export function usesContext(types: TypeTable, type: Type): boolean {
  const unaliased = types.unaliased(type);
  if (!canHoldResource(types, unaliased)) return false;
  const element = unaliased.kind === 'pointer' ? unaliased.element : unaliased;
  if (types.underlying(element).kind !== 'struct') return true;
  return STREAMING.some(name => findMember(types, unaliased, name) !== undefined);
}

/** Members of what reads, receives or sends later: `sql.Rows`, `http.Response`, streams of RPC. */
const STREAMING = ['Read', 'Next', 'Recv', 'Send', 'Close', 'Body', 'Wait', 'Stop'];

function isPlainData(path: string, name: string): boolean {
  if (path === 'time') return name !== 'Timer' && name !== 'Ticker';
  return path === '' && name === 'error';
}
