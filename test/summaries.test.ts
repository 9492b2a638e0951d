/**
 * Summaries as data: every kind of fact survives the way through JSON, and importers see what a package tells them. The
 * fixpoint engine on graphs made up for it.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { NEWEST_GO } from '../src/base/go-version.ts';
import type { Declarations, PackageFacts } from '../src/semantic/facts.ts';
import { Package } from '../src/semantic/package.ts';
import { Fixpoint } from '../src/semantic/summaries/fixpoint.ts';
import type { FunctionSummary, ParameterSummary } from '../src/semantic/summaries/summary.ts';
import { extentOfCall } from '../src/semantic/summaries/summary.ts';
import { goParser } from './go-parser.ts';
import { standardLibrary, withLibrary } from './semantic-fixture.ts';

const EXTENT = fc.constantFrom('never' as const, 'some' as const, 'all' as const);
const INDEXES = fc.array(fc.nat(5), { minLength: 1, maxLength: 3 });
const PLAIN = { noNullPrototype: true } as const;
const SPAN = fc.record({ line: fc.nat(), column: fc.nat(), byteColumn: fc.nat() }, PLAIN);
const KEEPER = fc.record(
  {
    path: fc.string(),
    start: SPAN,
    end: SPAN,
    in: fc.constantFrom('global' as const, 'receiver' as const),
    as: fc.constantFrom('map key' as const, 'slice element' as const, 'field' as const),
  },
  PLAIN,
);
const PATH = fc.stringMatching(/^([A-Za-z]\w*(\.[A-Za-z]\w*)*)?$/).filter(path => path !== '__proto__');
const PARAMETER = fc.record(
  {
    calls: fc.dictionary(PATH, EXTENT, { noNullPrototype: true }),
    closes: EXTENT,
    sends: EXTENT,
    receives: EXTENT,
    stores: EXTENT,
    returnedAs: INDEXES,
    storesPart: KEEPER,
    storesWhole: KEEPER,
    returnsPart: INDEXES,
  },
  { requiredKeys: [], noNullPrototype: true },
);
const RESULT = fc.record(
  {
    fresh: fc.string(),
    alias: fc.oneof(fc.nat(5), fc.constant('receiver' as const)),
    fedByGoroutine: fc.constantFrom('closed' as const, 'open' as const),
  },
  { requiredKeys: [], noNullPrototype: true },
);
const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<(T | null)[]> =>
  fc.array(fc.option(arbitrary), { maxLength: 3 });

/** All facts that a summary can have; a new one that is missing here does not compile. */
const SUMMARY: fc.Arbitrary<FunctionSummary> = fc.record<Required<FunctionSummary>, never>(
  {
    exit: fc.constantFrom('panic' as const, 'goexit' as const, 'process-exit' as const),
    returnsIf: fc.record({ argument: fc.nat(5), is: fc.constantFrom('nil' as const, 'not nil' as const) }, PLAIN),
    blocks: EXTENT,
    spawns: EXTENT,
    receiver: PARAMETER,
    parameters: orNull(PARAMETER),
    results: orNull(RESULT),
    returnsBig: INDEXES,
    nests: INDEXES,
    neverFails: fc.constant(true as const),
  },
  { requiredKeys: [], noNullPrototype: true },
);

describe('a summary', () => {
  it('is the same after the way through JSON, whatever its facts', () => {
    fc.assert(
      fc.property(SUMMARY, summary => {
        assert.deepEqual(JSON.parse(JSON.stringify(summary)), summary);
      }),
    );
  });

  it('says never of what it does not list only where nothing escapes', () => {
    const closed: ParameterSummary = { calls: { Close: 'all' }, stores: 'never' };
    const escaped: ParameterSummary = { calls: { Close: 'all' }, stores: 'some' };
    assert.deepEqual(
      [closed, escaped, undefined].map(parameter => [
        extentOfCall(parameter, 'Close'),
        extentOfCall(parameter, 'Stop'),
      ]),
      [
        ['all', 'never'],
        ['all', undefined],
        [undefined, undefined],
      ],
    );
  });
});

const LIBRARY = `package lib

import (
	"io"
	"net/http"
)

type Client struct{ client *http.Client }

func (c *Client) Fetch(url string) (*http.Response, error) {
	resp, err := c.client.Get(url)
	if err != nil {
		return nil, err
	}
	return resp, nil
}

func CloseBody(resp *http.Response) {
	if resp != nil {
		drain(resp.Body)
		resp.Body.Close()
	}
}

func drain(r io.Reader) { io.Copy(io.Discard, r) }

func Numbers(n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := range n {
			out <- i
		}
	}()
	return out
}

func Finish(done chan struct{}) { close(done) }

func Serve() { select {} }

func Start() { go Serve() }

func Same(c io.Closer) io.Closer { return c }
`;

const IMPORTER = `package app

import "example.com/lib"

func use(c *lib.Client, done chan struct{}) {
	resp, err := c.Fetch("http://example.com")
	if err == nil {
		lib.CloseBody(resp)
		lib.Same(resp.Body)
	}
	for range lib.Numbers(3) {
	}
	lib.Finish(done)
	lib.Start()
}

func serve() { lib.Serve() }

func get(c *lib.Client) (*lib.Client, error) { return c, nil }
`;

function analysed(path: string, text: string, declarations: Declarations = standardLibrary): Package {
  const tree = goParser.parse(text);
  assert.equal(tree.hasError(0), false);
  const file = { path: `${path}/x.go`, tree, isTest: false, isGenerated: false, language: NEWEST_GO };
  return new Package({ path, files: [file], declarations });
}

describe('an importer', () => {
  const facts = JSON.parse(JSON.stringify(analysed('example.com/lib', LIBRARY).facts())) as PackageFacts;
  const app = analysed('example.com/app', IMPORTER, withLibrary(facts));
  const only = (name: string) => {
    const [call] = app.callsTo(`example.com/lib.${name}`);
    assert.ok(call !== undefined, name);
    return call;
  };

  it('knows that a wrapper gives a fresh resource', () => {
    assert.deepEqual(app.summaries.resultOf(only('(*Client).Fetch'), 0), { fresh: 'response' });
  });

  it('knows that a helper closes what it is given', () => {
    const parameter = app.summaries.parameterOf(only('CloseBody'), 0);
    assert.equal(extentOfCall(parameter, 'Body.Close'), 'all');
  });

  it('knows what happens to channels', () => {
    assert.deepEqual(app.summaries.resultOf(only('Numbers'), 0), { fedByGoroutine: 'closed' });
    assert.equal(app.summaries.parameterOf(only('Finish'), 0)?.closes, 'all');
  });

  it('knows what it is handed back', () => {
    assert.equal(app.summaries.resultOf(only('Same'), 0)?.alias, 0);
  });
});

describe('the fixpoint engine', () => {
  /** The numbers that can be reached from a node of a graph, itself among them. */
  const reachable = (edges: Readonly<Record<number, readonly number[]>>): Fixpoint<number, ReadonlySet<number>> =>
    new Fixpoint<number, ReadonlySet<number>>({
      start: new Set(),
      unknown: new Set([-1]),
      isEqual: (one, other) => one.size === other.size,
      transfer: (node, valueOf) => new Set([node, ...(edges[node] ?? []).flatMap(next => [...valueOf(next)])]),
    });

  it('finds the least fixpoint of any graph, whatever is asked first', () => {
    const graph = fc.array(fc.array(fc.nat(7), { maxLength: 3 }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(graph, fc.nat(7), (edges, first) => {
        const fixpoint = reachable(edges);
        fixpoint.of(first);
        for (const node of edges.keys()) assert.deepEqual([...fixpoint.of(node)].sort(), walk(edges, node));
      }),
    );
  });

  it('gives up on chains that are too deep, and says so', () => {
    const chain = Object.fromEntries(Array.from({ length: 5000 }, (_, node) => [node, [node + 1]]));
    assert.ok(reachable(chain).of(0).has(-1));
  });
});

function walk(edges: readonly (readonly number[])[], start: number): number[] {
  const seen = new Set([start]);
  // A set that grows while it is walked through: a queue.
  for (const node of seen) for (const next of edges[node] ?? []) seen.add(next);
  return [...seen].sort();
}
