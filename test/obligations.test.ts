/**
 * Obligations: what becomes of a thing that a call acquires, told from made-up functions.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Obligation, obligationOf, obligationOfField, type ObligationSpec } from '../src/rule/obligations.ts';
import type { Package } from '../src/semantic/package.ts';
import { packageOf } from './semantic-fixture.ts';

const FILE: ObligationSpec = { releases: ['Close'] };
const TICKER: ObligationSpec = { releases: ['Stop'] };
const TIMER: ObligationSpec = { releases: ['Stop'], fires: 'C', neverClosed: 'C' };

const HEAD = 'package p\nimport ("errors"; "io"; "os"; "time")\nvar _ = errors.Is\nvar _ io.Reader\n';

function packageWith(body: string): Package {
  return packageOf('p', { 'p.go': `${HEAD}var _ = os.Open\nvar _ = time.Now\n${body}` });
}

/** What becomes of the result of the only call of `key` in a package with this code. */
function obligation(key: string, spec: ObligationSpec, code: string): Obligation {
  const pkg = packageWith(code);
  const [call, ...others] = pkg.callsTo(key);
  assert.ok(call, `no call of ${key}`);
  assert.equal(others.length, 0);
  return obligationOf(pkg, call, spec);
}

/** Of an opened file, in a function `f(path string, cond bool) (*os.File, error)` with this body. */
const ofFile = (body: string): Obligation =>
  obligation('os.Open', FILE, `func f(path string, cond bool) (*os.File, error) {\n${body}\n}\n${HELPERS}`);

const HELPERS = `
type owner struct{ file *os.File; kept []*os.File }
var global *os.File
func release(f *os.File) { if f != nil { f.Close() } }
func look(f *os.File) string { return f.Name() }
func atExit(f func() error) { exits = append(exits, f) }
var exits []func() error
func keep(o *owner, f *os.File) { o.kept = append(o.kept, f) }
`;

const OPEN = 'file, err := os.Open(path)\nif err != nil { return nil, err }\n';

describe('an obligation', () => {
  it('is met by a release on every way', () => {
    assert.equal(ofFile(`${OPEN}file.Close()\nreturn nil, nil`).status, 'met');
    assert.equal(
      ofFile(`${OPEN}if cond { file.Close(); return nil, nil }\nfile.Close()\nreturn nil, nil`).status,
      'met',
    );
  });

  it('is met by a deferred release, also in a closure or a function of the package', () => {
    assert.equal(ofFile(`${OPEN}defer file.Close()\nreturn nil, nil`).status, 'met');
    assert.equal(ofFile(`${OPEN}defer func() { _ = file.Close() }()\nreturn nil, nil`).status, 'met');
    assert.equal(ofFile(`${OPEN}defer release(file)\nreturn nil, nil`).status, 'met');
  });

  it('is missed on a way that passes no release, and its exit is the evidence', () => {
    const missed = ofFile(`${OPEN}if cond { return nil, nil }\nfile.Close()\nreturn nil, nil`);

    assert.equal(missed.status, 'unmet');
    assert.equal(missed.elsewhere, true);
    assert.equal(missed.holder?.name, 'file');
    const pkg = packageWith(
      `func f(path string, cond bool) (*os.File, error) {\n${OPEN}if cond { return nil, nil }\n}`,
    );
    assert.equal(missed.exit === undefined ? '' : pkg.textOf(missed.exit), 'return nil, nil');
  });

  it('does not start where the paired error says that there is nothing', () => {
    assert.equal(ofFile(`file, err := os.Open(path)\nif err == nil { file.Close() }\nreturn nil, err`).status, 'met');
    const isTest =
      'file, err := os.Open(path)\nif errors.Is(err, io.EOF) { return nil, err }\nfile.Close()\nreturn nil, nil';
    assert.equal(ofFile(isTest).status, 'met');
    const switched =
      'file, err := os.Open(path)\nswitch { case err != nil: return nil, err }\nfile.Close()\nreturn nil, nil';
    assert.equal(ofFile(switched).status, 'met');
  });

  it('is no longer paired with an error that was assigned again', () => {
    const again = `${OPEN}_, err = file.Stat()\nif err != nil { return nil, err }\nfile.Close()\nreturn nil, nil`;
    assert.equal(ofFile(again).status, 'unmet');
  });

  it('ends where the holder is nil', () => {
    assert.equal(
      ofFile(`file, _ := os.Open(path)\nif file == nil { return nil, nil }\nfile.Close()\nreturn nil, nil`).status,
      'met',
    );
  });

  it('moves with whoever gets the thing', () => {
    assert.equal(ofFile(`${OPEN}return file, nil`).status, 'moved');
    assert.equal(ofFile(`return os.Open(path)`).status, 'moved');
    assert.equal(ofFile(`${OPEN}global = file\nreturn nil, nil`).status, 'moved');
    assert.equal(ofFile(`${OPEN}keep(&owner{}, file)\nreturn nil, nil`).status, 'moved');
    assert.equal(ofFile(`${OPEN}o := &owner{file: file}\n_ = o\nreturn nil, nil`).status, 'moved');
    assert.equal(ofFile(`${OPEN}atExit(file.Close)\nreturn nil, nil`).status, 'moved');
  });

  it('stays with the function if what it calls only looks', () => {
    assert.equal(ofFile(`${OPEN}look(file)\nreturn nil, nil`).status, 'unmet');
  });

  it('follows other names', () => {
    assert.equal(ofFile(`${OPEN}other := file\ndefer other.Close()\nreturn nil, nil`).status, 'met');
  });

  it('follows a method value that releases it', () => {
    assert.equal(ofFile(`${OPEN}stop := file.Close\ndefer stop()\nreturn nil, nil`).status, 'met');
    assert.equal(ofFile(`${OPEN}stop := file.Close\n_ = stop\nreturn nil, nil`).status, 'unmet');
  });

  it('is unknown where a release depends on a condition that has nothing to do with it', () => {
    assert.equal(ofFile(`${OPEN}if cond { file.Close() }\nreturn nil, nil`).status, 'unknown');
  });

  it('is missed where nothing holds the thing', () => {
    assert.equal(ofFile(`_, err := os.Open(path)\nreturn nil, err`).discarded, true);
    assert.equal(ofFile(`os.Open(path)\nreturn nil, nil`).discarded, true);
  });
});

describe('the obligation of a timer', () => {
  const ofTimer = (body: string): Obligation =>
    obligation('time.NewTimer', TIMER, `func f(in <-chan int) {\n${body}\n}`);

  it('is met by a receive from its channel, but only on the way that receives', () => {
    assert.equal(ofTimer('t := time.NewTimer(1)\n<-t.C').status, 'met');
    assert.equal(ofTimer('t := time.NewTimer(1)\nselect { case <-t.C: case <-in: }').status, 'unmet');
  });

  it('is missed where a loop makes another one before', () => {
    assert.equal(ofTimer('for { t := time.NewTimer(1)\nselect { case <-t.C: return; case <-in: } }').again, true);
  });

  it('is met where the function never returns: a range over its channel does not end', () => {
    assert.equal(ofTimer('t := time.NewTimer(1)\nfor range t.C { }').status, 'met');
  });
});

describe('the obligation of a field', () => {
  const ofField = (methods: string): string => {
    const pkg = packageWith(`
type watch struct { ticker *time.Ticker }
func newWatch() *watch { return &watch{ticker: time.NewTicker(1)} }
${methods}`);
    const [call] = pkg.callsTo('time.NewTicker');
    const field = call === undefined ? undefined : obligationOf(pkg, call, TICKER).field;
    assert.ok(field);
    return obligationOfField(pkg, field, TICKER);
  };

  it('is met if anything in the package releases it', () => {
    assert.equal(ofField('func (w *watch) Close() { w.ticker.Stop() }'), 'met');
    assert.equal(ofField('func (w *watch) Close() { t := w.ticker; t.Stop() }'), 'met');
  });

  it('is moved if it is handed on, else missed', () => {
    assert.equal(ofField('func (w *watch) Ticker() *time.Ticker { return w.ticker }'), 'moved');
    assert.equal(ofField('func (w *watch) wait() { <-w.ticker.C }'), 'unmet');
  });
});
