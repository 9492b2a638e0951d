/**
 * Which small parts of big strings and slices are kept, and what summaries say of it to callers.
 *
 * The rules' fixtures show whole programs; here is what each step of a derivation does, one line at a time.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NEWEST_GO } from '../src/base/go-version.ts';
import type { Declarations, FunctionFact, PackageFacts } from '../src/semantic/facts.ts';
import { Package } from '../src/semantic/package.ts';
import { goParser } from './go-parser.ts';
import { standardLibrary, withLibrary } from './semantic-fixture.ts';

const HEADER = `package p

import (
	"bytes"
	"io"
	"os"
	"regexp"
	"strings"
	"sync"
)

var (
	keys   = map[string]int{}
	values = map[string][]byte{}
	texts  []string
	cache  sync.Map
	re     = regexp.MustCompile("a(b)")
	_      = bytes.Clone
	_      = io.ReadAll
	_      = os.ReadFile
	_      = strings.Cut
)
`;

function analysed(path: string, text: string, declarations: Declarations = standardLibrary): Package {
  const tree = goParser.parse(text);
  assert.equal(tree.hasError(0), false, `${path} is no Go`);
  const file = { path: `${path}/x.go`, tree, isTest: false, isGenerated: false, language: NEWEST_GO };
  return new Package({ path, files: [file], declarations });
}

/** What is kept, as `expression: role in root`, of what these statements read. */
function keptBy(
  statements: string,
  pkg = analysed('p', `${HEADER}\nfunc f(r io.Reader) {\n${statements}\n}\n`),
): string[] {
  return pkg.retention.retainedParts.map(({ keeps: [first] }) => {
    const part = first.part.heldAs ?? first.at;
    return `${pkg.textOf(part)}: ${first.as} in ${first.root}`;
  });
}

/** A variable `data` that holds all of a stream. */
const READ = 'data, _ := io.ReadAll(r); text := string(data); _ = text;';

describe('a kept part', () => {
  it('is small if its bounds are constant', () => {
    assert.deepEqual(keptBy(`${READ} values["x"+text[:0]] = data[2:8]`), ['data[2:8]: map value in global']);
    assert.deepEqual(keptBy(`${READ} i := len(data); keys[text[i:i+4]]++`), ['text[i:i+4]: map key in global']);
    assert.deepEqual(keptBy(`${READ} i := len(data); keys[text[:i]]++`), []);
    assert.deepEqual(keptBy(`${READ} keys[text[4:]]++`), []);
    assert.deepEqual(keptBy(`${READ} keys[text[:4096]]++`), []);
  });

  it('is small if it is one piece of several', () => {
    assert.deepEqual(keptBy(`${READ} a, _, _ := strings.Cut(text, ","); keys[a]++`), ['a: map key in global']);
    assert.deepEqual(keptBy(`${READ} keys[strings.Fields(text)[0]]++`), ['strings.Fields(text)[0]: map key in global']);
    assert.deepEqual(keptBy(`${READ} m := re.FindStringSubmatch(text); keys[m[1]]++`), ['m[1]: map key in global']);
    assert.deepEqual(keptBy(`${READ} all := re.FindAllStringSubmatch(text, -1); keys[all[0][1]]++`), [
      'all[0][1]: map key in global',
    ]);
  });

  it('is not small if it is what a cut leaves', () => {
    assert.deepEqual(keptBy(`${READ} _, b, _ := strings.Cut(text, ","); keys[b]++`), []);
    assert.deepEqual(keptBy(`${READ} parts := strings.SplitN(text, ",", 3); keys[parts[2]]++`), []);
    assert.deepEqual(keptBy(`${READ} parts := strings.SplitN(text, ",", 3); keys[parts[1]]++`), [
      'parts[1]: map key in global',
    ]);
  });

  it('stays what it was when it is trimmed, renamed, or sliced again', () => {
    assert.deepEqual(keptBy(`${READ} a := strings.TrimSpace(text[:9]); b := a; keys[b[1:]]++`), [
      'b[1:]: map key in global',
    ]);
    assert.deepEqual(keptBy(`${READ} keys[strings.TrimSpace(text)]++`), []);
  });

  it('ends with a copy', () => {
    for (const copy of ['strings.Clone(text[:4])', 'string(data[:4])', '"x" + text[:4]', 'string([]byte(text[:4]))']) {
      assert.deepEqual(keptBy(`${READ} keys[${copy}]++`), [], copy);
    }
    assert.deepEqual(keptBy(`${READ} values["x"] = append([]byte(nil), data[:4]...)`), []);
  });

  it('counts only if it is the sole part that may be kept', () => {
    assert.deepEqual(keptBy(`${READ} keys[text[:4]]++; texts = append(texts, text)`), []);
    assert.deepEqual(keptBy(`${READ} keys[text[:4]]++; keys[text[4:8]]++`), []);
    assert.deepEqual(keptBy(`${READ} keys[text[:4]]++; cache.Store(text[:4], 1)`), ['text[:4]: map key in global']);
  });

  it('must be certain on every way', () => {
    assert.deepEqual(keptBy(`${READ} a := "x"; if len(data) > 3 { a = text[:4] }; keys[a]++`), []);
    assert.deepEqual(keptBy(`${READ} a := "x"; a = text[:4]; keys[a]++`), ['a: map key in global']);
    assert.deepEqual(keptBy(`${READ} a := text[:4]; p := &a; *p = "x"; keys[a]++`), []);
  });

  it('needs a place that gets one more with every call', () => {
    assert.deepEqual(keptBy(`${READ} texts[0] = text[:4]`), []);
    assert.deepEqual(keptBy(`${READ} values["one"] = data[:4]`), []);
    assert.deepEqual(keptBy(`${READ} local := map[string]int{}; local[text[:4]]++`), []);
    assert.deepEqual(keptBy(`${READ} texts = append(texts, text[:4])`), ['text[:4]: slice element in global']);
  });

  it('is not one of the many that a loop takes from one source', () => {
    assert.deepEqual(keptBy(`${READ} for _, a := range strings.Split(text, ",") { keys[a]++ }`), []);
    assert.deepEqual(
      keptBy(`${READ} for len(data) > 4 { keys[string(data[:1])]++; texts = append(texts, text[:4]) }`),
      [],
    );
    assert.deepEqual(keptBy(`for { ${READ} keys[text[:4]]++ }`), ['text[:4]: map key in global']);
    assert.deepEqual(keptBy(`${READ} a := text[:4]; for i := 0; i < 3; i++ { texts = append(texts, a) }`), [
      'a: slice element in global',
    ]);
  });
});

describe('a big source', () => {
  it('is not one that a constant limits, nor a file of the kernel', () => {
    assert.deepEqual(
      keptBy('data, _ := io.ReadAll(io.LimitReader(r, 512)); texts = append(texts, string(data)[:4])'),
      [],
    );
    assert.deepEqual(keptBy('data, _ := os.ReadFile("/proc/stat"); texts = append(texts, string(data)[:4])'), []);
    const path = 'path := "/proc/" + texts[0] + "/stat"';
    assert.deepEqual(keptBy(`${path}; data, _ := os.ReadFile(path); texts = append(texts, string(data)[:4])`), []);
  });

  it('may be the result of a function of the package', () => {
    const pkg = analysed(
      'p',
      `${HEADER}
func read(name string) (string, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	return string(data), nil
}
func small(name string) string {
	if name == "" {
		return name
	}
	data, _ := os.ReadFile(name)
	return string(data)
}
func f(name string) { text, _ := read(name); keys[text[:4]]++ }
func g(name string) { keys[small(name)[:4]]++ }
`,
    );
    assert.deepEqual(keptBy('', pkg), ['text[:4]: map key in global']);
  });
});

describe('the summary of a parameter', () => {
  const LIBRARY = `${HEADER.replace('package p', 'package lib')}
type Index struct{ seen map[string]int }

func (x *Index) Add(id string)        { x.seen[id]++ }
func (x *Index) AddHead(text string)  { head, _, _ := strings.Cut(text, ","); x.seen[head]++ }
func (x *Index) AddCopy(id string)    { x.seen[strings.Clone(id)]++ }
func Head(text string) string         { head, _, _ := strings.Cut(text, ","); return head }
func Same(text string) string         { return strings.TrimSpace(text) }
func Valid(text string) bool          { return len(text) > 3 && strings.HasPrefix(text, "v") }
func Unknown(text string, f func(string)) { f(text) }
`;
  const facts = JSON.parse(JSON.stringify(analysed('lib', LIBRARY).facts())) as PackageFacts;
  const declarations = withLibrary(facts);

  function first(fact: FunctionFact | undefined): unknown {
    return fact?.summary?.parameters?.[0] ?? undefined;
  }

  it('says what is kept, what is returned, and what is only looked at', () => {
    const { methods } = facts.types['Index'] ?? {};
    const keeper = { in: 'receiver', as: 'map key' };
    const place = (line: number, from: number, to: number): object => ({
      path: 'lib/x.go',
      start: { line, column: from, byteColumn: from },
      end: { line, column: to, byteColumn: to },
    });
    assert.deepEqual(first(methods?.['Add']), { stores: 'some', storesWhole: { ...place(26, 48, 50), ...keeper } });
    assert.deepEqual(first(methods?.['AddHead']), { stores: 'some', storesPart: { ...place(27, 86, 90), ...keeper } });
    assert.deepEqual(first(methods?.['AddCopy']), { stores: 'never' });
    assert.deepEqual(first(facts.functions['Head']), { stores: 'never', returnsPart: [0] });
    assert.deepEqual(first(facts.functions['Same']), { stores: 'never', returnedAs: [0] });
    assert.deepEqual(first(facts.functions['Valid']), { stores: 'never' });
    assert.deepEqual(first(facts.functions['Unknown']), undefined);
  });

  function keptByCaller(statements: string): string[] {
    const source = `package p\n\nimport (\n\t"io"\n\t"lib"\n)\n\ntype T struct{ index *lib.Index; seen map[string]int }\n`;
    const pkg = analysed('p', `${source}\nfunc (t *T) f(r io.Reader) {\n${statements}\n}\n`, declarations);
    return keptBy('', pkg);
  }

  it('serves callers in other packages', () => {
    assert.deepEqual(keptByCaller(`${READ} t.index.Add(text[:4])`), ['text[:4]: map key in receiver']);
    assert.deepEqual(keptByCaller(`${READ} t.index.AddHead(text)`), ['text: map key in receiver']);
    assert.deepEqual(keptByCaller(`${READ} t.index.AddCopy(text[:4])`), []);
    assert.deepEqual(keptByCaller(`${READ} t.seen[lib.Head(text)]++`), ['lib.Head(text): map key in receiver']);
    assert.deepEqual(keptByCaller(`${READ} t.seen[lib.Same(text)]++`), []);
    assert.deepEqual(keptByCaller(`${READ} if lib.Valid(text) { t.seen[text[:4]]++ }`), [
      'text[:4]: map key in receiver',
    ]);
    assert.deepEqual(keptByCaller(`${READ} lib.Unknown(text, nil); t.seen[text[:4]]++`), []);
    assert.deepEqual(keptByCaller(`${READ} x := &lib.Index{}; x.AddHead(text)`), []);
  });
});
