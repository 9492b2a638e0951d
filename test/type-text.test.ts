/**
 * Types survive being printed and read back: summaries and the standard-library table depend on it.
 */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { parseType, printType } from '../src/semantic/types/type-text.ts';
import type { Signature, Type } from '../src/semantic/types/type.ts';
import { basic, named, UNKNOWN } from '../src/semantic/types/type.ts';

const identifier = fc.stringMatching(/^[A-Za-z_é][A-Za-z0-9_]{0,5}$/);
const path = fc.constantFrom('', 'io', 'net/http', 'gopkg.in/yaml.v3', 'example.com/a-b/c_d', 'k8s.io/api/core/v1');

const { type } = fc.letrec<{ type: Type; signature: Signature }>(tie => ({
  type: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Type>(UNKNOWN, basic('int'), basic('untyped nil'), basic('unsafe.Pointer'), named('', 'error')),
    fc.record({
      kind: fc.constant('named' as const),
      path,
      name: identifier.filter(name => parseType(name).kind === 'named'),
      args: fc.array(tie('type'), { maxLength: 2 }),
    }),
    fc.record({ kind: fc.constantFrom('pointer' as const, 'slice' as const), element: tie('type') }),
    fc.record({
      kind: fc.constant('array' as const),
      element: tie('type'),
      length: fc.option(fc.nat(), { nil: undefined }),
    }),
    fc.record({ kind: fc.constant('map' as const), key: tie('type'), element: tie('type') }),
    fc.record({
      kind: fc.constant('chan' as const),
      element: tie('type'),
      direction: fc.constantFrom('both' as const, 'send' as const, 'receive' as const),
    }),
    tie('signature'),
    fc.record({
      kind: fc.constant('struct' as const),
      fields: fc.array(fc.record({ name: identifier, type: tie('type'), embedded: fc.boolean() }), { maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('interface' as const),
      methods: fc.array(fc.record({ name: identifier, type: tie('signature') }), { maxLength: 2 }),
      embedded: fc.array(tie('type'), { maxLength: 2 }),
      unions: fc.array(
        fc.array(fc.record({ tilde: fc.boolean(), type: tie('type') }), { minLength: 1, maxLength: 2 }),
        {
          maxLength: 2,
        },
      ),
      comparable: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('tuple' as const), elements: fc.array(tie('type'), { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('parameter' as const), name: identifier }),
  ),
  signature: fc.record({
    kind: fc.constant('func' as const),
    typeParameters: fc.array(fc.record({ name: identifier, constraint: tie('type') }), { maxLength: 2 }),
    parameters: fc.array(tie('type'), { maxLength: 3 }),
    results: fc.array(tie('type'), { maxLength: 2 }),
    variadic: fc.constant(false),
  }),
}));

it('reads what it prints', () => {
  const plain = (value: Type): unknown => JSON.parse(JSON.stringify(value));
  fc.assert(
    fc.property(type, value => {
      assert.deepEqual(plain(parseType(printType(value))), plain(value));
    }),
    { numRuns: 500 },
  );
});

it('reads a variadic signature', () => {
  const text = 'func(string,...interface{})(int,error)';
  assert.equal(printType(parseType(text)), text);
  assert.equal((parseType(text) as Signature).variadic, true);
});

it('never hangs or throws on other text', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      printType(parseType(text));
    }),
  );
});
