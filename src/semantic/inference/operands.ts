/**
 * Operands of arithmetic, of which untyped ones take the type of the others.
 */
import type { NodeId } from '../../syntax/tree.ts';
import type { FileId } from '../names/symbol.ts';
import type { Type } from '../types/type.ts';
import { UNKNOWN } from '../types/type.ts';
import type { Inference } from './inference.ts';

/** The type that operands share: that of the first typed one. */
export function operandType(inference: Inference, file: FileId, operands: readonly NodeId[]): Type {
  const types = operands.map(operand => inference.typeAt(file, operand));
  return types.find(type => !isUntyped(type)) ?? types[0] ?? UNKNOWN;
}

export const isUntyped = (type: Type): boolean => type.kind === 'basic' && type.name.startsWith('untyped ');
