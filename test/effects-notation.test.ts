/**
 * The notation of effects: what each clause means, and what is said of a text that is none.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf, parseEffect, parseResource } from '../src/semantic/effects/notation.ts';
import { sectionsIn } from '../src/semantic/effects/section.ts';

const effect = (notation: string) => parseEffect(notation, 'example.com/p');

describe('a clause', () => {
  it('says how calls end', () => {
    assert.deepEqual(effect('exits process'), { exit: 'process-exit' });
    assert.deepEqual(effect('exits goroutine'), { exit: 'goexit' });
    assert.deepEqual(effect('panics'), { exit: 'panic' });
    assert.deepEqual(effect('exits goroutine unless 1 is not nil'), {
      exit: 'goexit',
      returnsIf: { argument: 1, is: 'not nil' },
    });
    assert.deepEqual(effect('blocks'), { blocks: true });
    assert.deepEqual(effect('never fails'), { neverFails: true });
    assert.deepEqual(effect('never fails if 0 is crypto/rand.Reader'), {
      neverFailsIf: { argument: 0, is: 'crypto/rand.Reader' },
    });
  });

  it('says how memory is shared', () => {
    assert.deepEqual(effect('shares piece of 0, lists 1, limit 2'), {
      shares: { operand: 0, how: 'piece', lists: 1, limit: 2 },
    });
    assert.deepEqual(effect('shares piece of receiver, rest 1'), {
      shares: { operand: 'receiver', how: 'piece', restAt: 1 },
    });
    assert.deepEqual(effect('shares whole of 0 unless changed'), {
      shares: { operand: 0, how: 'whole', unlessChanged: true },
    });
    assert.deepEqual(effect('big; clones'), { big: true, clones: true });
    assert.deepEqual(effect('borrows; drains 1'), { borrows: true, drains: [1] });
    assert.deepEqual(effect('skims receiver'), { skims: ['receiver'] });
  });

  it('says when function-typed parameters run', () => {
    assert.deepEqual(effect('calls 0 inline once; calls 2 in goroutine many joined').callbacks, {
      0: { runs: 'inline', times: 'once', joined: true },
      2: { runs: 'goroutine', times: 'many', joined: true },
    });
    assert.deepEqual(effect('calls 1 stored many').callbacks, { 1: { runs: 'stored', times: 'many', joined: false } });
    assert.deepEqual(effect('calls 1 deferred once').callbacks, {
      1: { runs: 'deferred', times: 'once', joined: false },
    });
  });

  it('says who answers for what', () => {
    assert.deepEqual(effect('borrows'), { borrows: true });
    assert.deepEqual(effect('borrows receiver; takes 0 2; releases 1; stores 0'), {
      ownership: { receiver: 'borrows', 0: 'takes', 2: 'takes', 1: 'releases' },
      stores: [0],
    });
    assert.deepEqual(effect('releases 0 by Close; releases 1 2 by Body.Close; releases receiver'), {
      ownership: { 0: 'releases', 1: 'releases', 2: 'releases', receiver: 'releases' },
      releasesBy: { 0: 'Close', 1: 'Body.Close', 2: 'Body.Close' },
    });
    assert.deepEqual(effect('opens receiver lock; opens 0 notification').opens, [
      { operand: 'receiver', resource: 'lock' },
      { operand: 0, resource: 'notification' },
    ]);
    assert.deepEqual(effect('acquires 0 conn; acquires 1 conn').acquires, [
      { result: 0, resource: 'conn' },
      { result: 1, resource: 'conn' },
    ]);
  });

  it('says how many values there can be', () => {
    assert.deepEqual(effect('varies by client; formats 0 receiver'), { varies: 'client', formats: [0, 'receiver'] });
    assert.deepEqual(effect('labels 1').labels, { from: 1, limited: false });
    assert.deepEqual(effect('labels 0 limited').labels, { from: 0, limited: true });
  });

  it('gives a signature, in which capitalised names are of the package itself', () => {
    assert.equal(
      effect('type func(context.Context,...Option)(*Client,chan<- map[string]other/q.T,error); borrows').type,
      'func(context.Context,...example.com/p.Option)(*example.com/p.Client,chan<- map[string]other/q.T,error)',
    );
  });
});

describe('a resource', () => {
  it('says what releases it, and what else ends the obligation', () => {
    assert.deepEqual(parseResource('released by Body.Close'), { releases: ['Close'], field: 'Body' });
    assert.deepEqual(parseResource('released by Commit or Rollback'), { releases: ['Commit', 'Rollback'] });
    assert.deepEqual(parseResource('released by Wait or Process.Wait'), { releases: ['Wait'], field: 'Process' });
    assert.deepEqual(parseResource('released by function'), { releases: [] });
    assert.deepEqual(parseResource('released by call'), { releases: [''] });
    assert.deepEqual(parseResource('released by Close; exhausted by Next; finalized'), {
      releases: ['Close'],
      exhaustedBy: 'Next',
      finalized: true,
    });
    assert.deepEqual(parseResource('released by Close; exhausted by Next; exhausted by error Err or Columns'), {
      releases: ['Close'],
      exhaustedBy: 'Next',
      exhaustedByError: ['Err', 'Columns'],
    });
    assert.deepEqual(parseResource('released by call; exhausted by result 0'), {
      releases: [''],
      exhaustedByResult: 0,
    });
    assert.deepEqual(parseResource('released by Body.Close; exhausted by reading'), {
      releases: ['Close'],
      field: 'Body',
      exhaustedByReading: true,
    });
    assert.deepEqual(parseResource('released by call; ends with its context'), {
      releases: [''],
      endsWithContext: true,
    });
    assert.deepEqual(parseResource('released by Stop; fires C'), { releases: ['Stop'], fires: 'C' });
    assert.deepEqual(parseResource('released by Stop; never closes C'), { releases: ['Stop'], neverClosed: 'C' });
  });
});

describe('a key', () => {
  it('names several functions', () => {
    assert.deepEqual(namesOf('Run (*{A,B}).{M,N} I.M'), ['Run', '(*A).M', '(*A).N', '(*B).M', '(*B).N', 'I.M']);
  });
});

describe('what is not in the notation', () => {
  const mistakes: readonly (readonly [string, RegExp])[] = [
    ['exit process', /^expected exits, .*type, got "exit"$/],
    ['exits', /^after "exits": expected process, goroutine, got nothing$/],
    ['exits program', /^after "exits": expected process, goroutine, got "program"$/],
    ['exits process unless x is nil', /^after "exits process unless": expected the index of an argument, got "x"$/],
    ['takes', /^after "takes": expected the index of an argument, or receiver, got nothing$/],
    ['takes 0 body', /^after "takes 0": expected the index of an argument, or receiver, got "body"$/],
    ['takes 0, blocks', /got "blocks"$/],
    ['blocks often', /^after "blocks": expected the end, or ";", got "often"$/],
    ['calls 0 sometimes', /^after "calls 0": expected inline, deferred, stored, in goroutine, got "sometimes"$/],
    ['releases 0 by', /^after "releases 0 by": expected the name of a method, got nothing$/],
    ['opens lock', /^after "opens": expected the index of an argument, or receiver, got "lock"$/],
    ['acquires 0', /^after "acquires 0": expected the name of a resource, got nothing$/],
    ['', /got nothing$/],
  ];
  for (const [notation, message] of mistakes) {
    it(`is refused: ${JSON.stringify(notation)}`, () => {
      assert.throws(() => effect(notation), { name: 'NotationError', message });
    });
  }

  it('is refused as a name', () => {
    assert.throws(() => namesOf('*T.M'), { message: 'expected Name, (*T).Method or T.Method, got "*T.M"' });
    assert.throws(() => namesOf('net/http.Get'), { name: 'NotationError' });
  });

  it('is refused as a resource', () => {
    assert.throws(() => parseResource('finalized'), { message: /^expected "released by"/ });
    assert.throws(() => parseResource('closed by Close'), { message: /got "closed"$/ });
  });

  it('is refused with its line in a table', () => {
    const read = (text: string) => sectionsIn(text).map(({ entries }) => entries);
    assert.throws(() => read('os:\n  Exit: exits process\n  Exit: panics\n'), { message: /got {3}Exit: panics$/ });
    assert.throws(() => read('  Exit: exits process\n'), { message: /^expected import paths, got {3}Exit/ });
    assert.throws(() => read('os:\n  Exit exits process\n'), { message: /got {3}Exit exits process$/ });
  });
});
