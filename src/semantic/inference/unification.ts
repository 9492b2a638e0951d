/**
 * Type arguments that nobody wrote: by unification of parameters with arguments, and of constraints with what is then
 * known (Go specification, "Type inference").
 *
 * Where two arguments disagree the first decides, since code that compiles has none that do. What cannot be inferred
 * is left out of the bindings.
 */
import { findMember } from '../types/members.ts';
import { typeSetOf } from '../types/type-sets.ts';
import type { TypeTable } from '../types/type-table.ts';
import { bindingsOf } from '../types/type-table.ts';
import { printType } from '../types/type-text.ts';
import type { NamedType, Signature, Type } from '../types/type.ts';
import { mapType, substitute, UNKNOWN } from '../types/type.ts';
import { isUntyped } from './operands.ts';
import { defaultType } from './symbol-types.ts';

const MAX_DEPTH = 16;

/** The order of kinds by which the default type of several untyped constants is chosen. */
const UNTYPED_KINDS = ['untyped int', 'untyped rune', 'untyped float', 'untyped complex'];

export class Unification {
  readonly bindings: Map<string, Type>;
  private readonly table: TypeTable;
  private readonly signature: Signature;

  /** `written`: the type arguments that the call writes out. */
  constructor(table: TypeTable, signature: Signature, written: readonly Type[]) {
    this.table = table;
    this.signature = signature;
    const names = signature.typeParameters.slice(0, written.length).map(({ name }) => name);
    this.bindings = new Map(bindingsOf(names, written));
  }

  /** Infers from one argument for each of these parameters. */
  infer(parameters: readonly Type[], args: readonly Type[]): void {
    const isConstantFor = (type: Type, index: number): boolean => {
      return type.kind === 'parameter' && isUntyped(args[index] ?? UNKNOWN);
    };
    parameters.forEach((type, index) => {
      if (!isConstantFor(type, index)) this.unify(type, args[index] ?? UNKNOWN);
    });
    this.inferFromConstraints();
    for (const { name } of this.signature.typeParameters) {
      const constants = args.filter((_, index) => {
        const type = parameters[index];
        return type?.kind === 'parameter' && type.name === name && isConstantFor(type, index);
      });
      if (!this.bindings.has(name) && constants.length > 0) this.bind(name, defaultType(widest(constants)));
    }
    this.inferFromConstraints();
  }

  /** Until nothing is added: each constraint may tell the arguments of others. */
  private inferFromConstraints(): void {
    for (let before = -1; before < this.bindings.size;) {
      before = this.bindings.size;
      for (const { name, constraint } of this.signature.typeParameters) this.inferFromConstraint(name, constraint);
    }
  }

  private inferFromConstraint(name: string, constraint: Type): void {
    const bound = this.bindings.get(name);
    const set = typeSetOf(this.table, constraint);
    const terms = typeof set === 'string' ? [] : set;
    const [first] = terms;
    const shared = first !== undefined && terms.every(term => printType(term.type) === printType(first.type));
    if (bound === undefined) {
      if (!shared || first.tilde) return;
      const type = substitute(first.type, this.bindings);
      if (!this.mentionsUnbound(first.type)) this.bind(name, type);
    } else if (shared) this.unify(first.type, first.tilde ? this.table.underlying(bound) : bound);
    else this.unifyMethods(constraint, bound);
  }

  private mentionsUnbound(type: Type): boolean {
    let found = false;
    mapType(type, inner => {
      if (inner.kind === 'parameter' && !this.bindings.has(inner.name)) found = true;
      return undefined;
    });
    return found;
  }

  private bind(name: string, type: Type): void {
    if (type.kind !== 'unknown' && !this.bindings.has(name)) this.bindings.set(name, type);
  }

  private isOwn(name: string): boolean {
    return this.signature.typeParameters.some(parameter => parameter.name === name);
  }

  /** Binds the type parameters in `expected` so that it becomes `actual`. */
  private unify(expected: Type, actual: Type, depth = 0): void {
    if (depth > MAX_DEPTH || actual.kind === 'unknown') return;
    if (expected.kind === 'parameter') {
      if (this.isOwn(expected.name)) this.bind(expected.name, defaultType(actual));
      return;
    }
    const left = this.table.unaliased(expected);
    const right = this.table.unaliased(actual);
    if (left.kind === 'named') this.unifyNamed(left, right, depth);
    else this.unifyParts(left, right.kind === 'named' ? this.table.underlying(right) : right, depth + 1);
  }

  private unifyNamed(expected: NamedType, actual: Type, depth: number): void {
    if (actual.kind === 'named' && actual.path === expected.path && actual.name === expected.name) {
      this.unifyAll(expected.args, actual.args, depth + 1);
      return;
    }
    if (expected.args.length === 0) return;
    const underlying = this.table.underlying(expected);
    if (underlying.kind === 'interface') this.unifyMethods(expected, actual);
    else if (actual.kind !== 'named') this.unify(underlying, actual, depth + 1);
  }

  private unifyAll(expected: readonly Type[], actual: readonly Type[], depth: number): void {
    expected.forEach((type, index) => {
      this.unify(type, actual[index] ?? UNKNOWN, depth);
    });
  }

  private unifyParts(expected: Type, actual: Type, depth: number): void {
    switch (expected.kind) {
      case 'pointer':
      case 'slice':
      case 'array':
      case 'chan':
        if (actual.kind === expected.kind) this.unify(expected.element, actual.element, depth);
        return;
      case 'map':
        if (actual.kind === 'map') this.unifyAll([expected.key, expected.element], [actual.key, actual.element], depth);
        return;
      case 'func':
        if (actual.kind === 'func') this.unifySignatures(expected, actual, depth);
        return;
      case 'struct':
        if (actual.kind !== 'struct') return;
        this.unifyAll(
          expected.fields.map(field => field.type),
          actual.fields.map(field => field.type),
          depth,
        );
        return;
      default:
        return;
    }
  }

  /** The type parameters of an argument that is generic itself tell nothing. */
  private unifySignatures(expected: Signature, actual: Signature, depth: number): void {
    const names = actual.typeParameters.map(({ name }) => name);
    const plain = substitute(actual, bindingsOf(names, []));
    if (plain.kind !== 'func') return;
    this.unifyAll(expected.parameters, plain.parameters, depth);
    this.unifyAll(expected.results, plain.results, depth);
  }

  /** A type argument has the methods of its constraint, and a concrete argument those of a generic interface. */
  private unifyMethods(expected: Type, actual: Type): void {
    const underlying = this.table.underlying(expected);
    if (underlying.kind !== 'interface') return;
    for (const { name, type } of underlying.methods) {
      const member = findMember(this.table, actual, name);
      if (member?.kind === 'method') this.unifySignatures(type, member.type, 1);
    }
  }
}

function widest(constants: readonly Type[]): Type {
  const rank = (type: Type): number => (type.kind === 'basic' ? UNTYPED_KINDS.indexOf(type.name) : -1);
  return constants.reduce((left, right) => (rank(right) > rank(left) ? right : left));
}
