/**
 * The types of what predeclared functions and those of package unsafe return.
 */
import type { GoMinor } from '../../base/go-version.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { FileId } from '../names/symbol.ts';
import type { Type } from '../types/type.ts';
import { basic, BYTE, EMPTY_INTERFACE, INT, pointerTo, sliceOf, STRING, UNKNOWN } from '../types/type.ts';
import { denotesType } from './callee.ts';
import { operandType } from './operands.ts';
import type { Inference } from './inference.ts';
import { defaultType } from './symbol-types.ts';

/** The first release of Go 1 in which `new(x)` takes an expression as well. */
const NEW_TAKES_EXPRESSIONS: GoMinor = 26;

/** `name` is as in a callee: `len`, `unsafe.Slice`. */
export function builtinType(inference: Inference, file: FileId, name: string, args: readonly NodeId[]): Type {
  const [first = NO_NODE] = args;
  switch (name) {
    case 'make':
      return inference.typeFromNode(file, first);
    case 'new':
      return pointerTo(
        isTypeOperand(inference, file, first)
          ? inference.typeFromNode(file, first)
          : defaultType(inference.typeAt(file, first)),
      );
    case 'append':
      return inference.typeAt(file, first);
    case 'len':
    case 'cap':
    case 'copy':
      return INT;
    case 'min':
    case 'max':
      return operandType(inference, file, args);
    case 'complex':
      return COMPLEX_OF.get(basicName(inference, operandType(inference, file, args))) ?? UNKNOWN;
    case 'real':
    case 'imag':
      return PART_OF.get(basicName(inference, inference.typeAt(file, first))) ?? UNKNOWN;
    case 'recover':
      return EMPTY_INTERFACE;
    default:
      return unsafeType(inference, file, name, first);
  }
}

/** Whether `new` is given a type: as ever before Go 1.26, or as far as is known. */
function isTypeOperand(inference: Inference, file: FileId, operand: NodeId): boolean {
  const language = inference.model.files[file]?.language;
  return (language !== undefined && language < NEW_TAKES_EXPRESSIONS) || denotesType(inference, file, operand);
}

const COMPLEX_OF: ReadonlyMap<string, Type> = new Map([
  ['float32', basic('complex64')],
  ['float64', basic('complex128')],
]);

const PART_OF: ReadonlyMap<string, Type> = new Map([
  ['complex64', basic('float32')],
  ['complex128', basic('float64')],
]);

function basicName(inference: Inference, type: Type): string {
  const underlying = inference.table.underlying(type);
  return underlying.kind === 'basic' ? underlying.name : '';
}

function unsafeType(inference: Inference, file: FileId, name: string, first: NodeId): Type {
  switch (name) {
    case 'unsafe.Slice': {
      const pointer = inference.underlyingAt(file, first);
      return pointer.kind === 'pointer' ? sliceOf(pointer.element) : UNKNOWN;
    }
    case 'unsafe.SliceData': {
      const slice = inference.underlyingAt(file, first);
      return slice.kind === 'slice' ? pointerTo(slice.element) : UNKNOWN;
    }
    case 'unsafe.String':
      return STRING;
    case 'unsafe.StringData':
      return pointerTo(BYTE);
    case 'unsafe.Add':
      return basic('unsafe.Pointer');
    case 'unsafe.Sizeof':
    case 'unsafe.Alignof':
    case 'unsafe.Offsetof':
      return basic('uintptr');
    default:
      return UNKNOWN;
  }
}
