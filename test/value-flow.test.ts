/**
 * Locals in SSA form: each read sees exactly the assignments that some run of the program would leave there.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Package } from '../src/semantic/package.ts';
import type { SsaForm, SsaValue } from '../src/semantic/value-flow/ssa.ts';
import { sourcesOf } from '../src/semantic/value-flow/ssa.ts';
import { Field, Kind } from '../src/syntax/kinds.ts';
import { NO_NODE, type NodeId } from '../src/syntax/tree.ts';
import { programs, ReachingProgram } from './reaching-program.ts';
import { packageOf } from './semantic-fixture.ts';

/** The one function of a program over `x`. */
class Example {
  readonly pkg: Package;
  readonly form: SsaForm;

  constructor(text: string) {
    this.pkg = packageOf('example.com/p', { 'p.go': text });
    const [fn] = this.pkg.functions;
    assert.ok(fn);
    assert.equal(this.pkg.tree(0).hasError(0), false, text);
    this.form = this.pkg.locals.of(fn);
  }

  /** Reads of x, each with the number in `read(n, x)` or `x += value(n)`. */
  *reads(): Generator<readonly [number, NodeId]> {
    const tree = this.pkg.tree(0);
    for (const { node } of this.pkg.callsNamed('read').map(({ place }) => place)) {
      const [id = NO_NODE, x = NO_NODE] = tree.namedChildren(tree.childByField(node, Field.Arguments));
      yield [Number(tree.textOf(id)), x];
    }
    for (const node of tree.nodesOfKind(Kind.AssignmentStatement)) {
      const target = tree.firstNamedChild(tree.childByField(node, Field.Left));
      if (tree.textOf(tree.childByField(node, Field.Operator)) === '+=') yield [this.numberIn(node), target];
    }
  }

  valueAt(node: NodeId): SsaValue | undefined {
    return this.form.valueAt({ file: 0, node });
  }

  /** The number of the assignment that gives a value. */
  numberOf(value: SsaValue): number {
    assert.ok(value.kind === 'assigned' && value.value !== undefined);
    return this.numberIn(value.value.node);
  }

  private numberIn(node: NodeId): number {
    const [id = NO_NODE] = this.pkg.tree(0).descendantsOfKind(node, Kind.IntLiteral);
    return Number(this.pkg.tree(0).textOf(id));
  }
}

const sorted = (numbers: Iterable<number>): number[] => [...numbers].sort((a, b) => a - b);

describe('SSA values of made-up programs', () => {
  it('are for each read the assignments that can be the last before it', () => {
    fc.assert(
      fc.property(programs, program => {
        const { text, seen } = new ReachingProgram(program);
        const example = new Example(text);
        for (const [id, read] of example.reads()) {
          const value = example.valueAt(read);
          const sources = value === undefined ? [] : [...sourcesOf(value)].map(source => example.numberOf(source));
          assert.deepEqual(sorted(sources), sorted(seen.get(id) ?? []), `read ${String(id)} of\n${text}`);
        }
      }),
    );
  });

  it('have phis only where two different values meet', () => {
    fc.assert(
      fc.property(programs, program => {
        const example = new Example(new ReachingProgram(program).text);
        for (const [, read] of example.reads()) {
          const value = example.valueAt(read);
          if (value?.kind !== 'phi') continue;
          assert.ok(new Set(value.operands.filter(operand => operand !== value)).size > 1);
        }
      }),
    );
  });

  it('have as uses the reads that see them', () => {
    fc.assert(
      fc.property(programs, program => {
        const example = new Example(new ReachingProgram(program).text);
        for (const [, read] of example.reads()) {
          const value = example.valueAt(read);
          if (value === undefined) continue;
          assert.ok(example.form.usesOf(value).some(({ node }) => node === read));
          for (const source of sourcesOf(value)) {
            assert.ok(example.form.usesReachedBy(source).some(({ node }) => node === read));
          }
        }
      }),
    );
  });
});
