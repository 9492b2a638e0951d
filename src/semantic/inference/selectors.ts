/**
 * What `x.f` selects: a name of another package, a field or a method.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import type { PackageFacts } from '../facts.ts';
import type { FileId } from '../names/symbol.ts';
import type { Member } from '../types/members.ts';
import { findMember } from '../types/members.ts';
import { parseType } from '../types/type-text.ts';
import type { Type } from '../types/type.ts';
import { named, UNKNOWN } from '../types/type.ts';
import type { Inference } from './inference.ts';
import type { PackageModel } from './model.ts';
import { symbolAt, treeOf } from './model.ts';
import { constraintOf } from './type-parameters.ts';

export interface QualifiedName {
  readonly kind: 'qualified';
  /** Import path. */
  readonly path: string;
  readonly name: string;
  /** `unknown` where the package has no source. */
  readonly of: 'type' | 'function' | 'variable' | 'constant' | 'unknown';
}

export function resolveSelector(inference: Inference, file: FileId, node: NodeId): Member | QualifiedName | undefined {
  const tree = treeOf(inference.model, file);
  const qualified = tree.kindOf(node) === Kind.QualifiedType;
  const operand = tree.childByField(node, qualified ? Field.Package : Field.Operand);
  const name = tree.textOf(tree.childByField(node, qualified ? Field.Name : Field.Field));
  const symbol = symbolAt(inference.model, file, operand);
  if (symbol?.kind === 'package') return qualifiedName(inference, symbol.path, name);
  const type = inference.typeAt(file, operand);
  const selectable = type.kind === 'parameter' ? constraintOf(inference, file, node, type.name) : type;
  return findMember(inference.table, selectable, name);
}

function qualifiedName(inference: Inference, path: string, name: string): QualifiedName {
  const facts = path === 'C' ? undefined : inference.model.declarations.of(path);
  return { kind: 'qualified', path, name, of: facts === undefined ? 'unknown' : kindIn(facts, name) };
}

function kindIn(facts: PackageFacts, name: string): QualifiedName['of'] {
  if (Object.hasOwn(facts.types, name)) return 'type';
  if (Object.hasOwn(facts.functions, name)) return 'function';
  if (Object.hasOwn(facts.variables, name)) return 'variable';
  return Object.hasOwn(facts.constants, name) ? 'constant' : 'unknown';
}

/** The type of a name of another package; of a type name, the type that it denotes. */
export function importedType(model: PackageModel, path: string, name: string): Type {
  const facts = model.declarations.of(path);
  if (facts === undefined) return parseType(model.effects.of(`${path}.${name}`).type ?? '?');
  if (Object.hasOwn(facts.types, name)) return named(path, name);
  const text = own(facts.functions, name)?.type ?? own(facts.variables, name)?.type ?? own(facts.constants, name)?.type;
  return text === undefined ? UNKNOWN : parseType(text);
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
