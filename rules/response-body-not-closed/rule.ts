/**
 * Finds responses of HTTP servers whose body is not closed on some way out of the function that got them.
 *
 * Whoever gets a response by return, in a field or as an argument answers for it from then on.
 */
import { boundOfRequest, isMultiplexed, mayHaveTimeout, type Obligation } from '../../src/rule/obligations.ts';
import type { Call, GoSymbol, Package, Place } from '../../src/rule/package.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { Field, Kind } from '../../src/rule/syntax.ts';
import { type Limited, limitedBy } from '../../src/rule/time-limit.ts';
import { releasedByReading, type Unreleased, unreleased } from '../../src/rule/unreleased.ts';
import { isEmbeddedElsewhere, isOwnRoundTripper } from './client.ts';

/** No Content and Not Modified: their responses never have a body, so that the connection is free at once. */
const WITHOUT_BODY: readonly unknown[] = [204, 304];

const UNTIL = { none: 'for ever', open: 'until its context ends' };

const UNTIL_TIMEOUT = { ...UNTIL, none: 'until the timeout of its client, for ever without one' };

/** Most read it all, and then nothing stays. */
const MEANT = { tier: 'opt-in', severity: 'info' } as const;

const isResponse = (resource: string): boolean => resource === 'response';

export const rule = defineRule({
  meta: {
    id: 'response-body-not-closed',
    family: 'resource',
    tier: 'default',
    wider: ['opt-in'],
    summary: 'The body of an HTTP response is not closed on every path',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'With HTTP/1, a connection stays busy until its response body is read to the end or closed. Otherwise the ' +
      'connection, its file descriptor and two goroutines (readLoop and writeLoop of the transport) stay until ' +
      'the context of the request ends or Client.Timeout has passed; if neither happens, for ever. Even a server ' +
      'that closes the connection does not help: nobody reads, so nobody notices. The garbage collector frees ' +
      'none of it, even if the response is garbage. Measured with Go 1.26 and HTTP/1: 100 such requests leave 100 ' +
      'connections and, in the client alone, 200 goroutines, whether the body has five bytes or a million, and ' +
      'even if the server has gone. Only an empty body leaves nothing.',
    remedy:
      'Write `defer resp.Body.Close()` right after the error check of the request, before you look at the status. ' +
      'In a loop, close the body before every continue, break and return, or move the loop body into a function. ' +
      'Close the body even if you need only the status.',
    limits:
      'Holds for every version of Go. A body that is read to its end (io.ReadAll, io.Copy) frees its connection ' +
      'without being closed, so only paths that do not get to the end are reported. Opt-in: a fully read body ' +
      'that is not closed, and paths on which encoding/json has decoded it without an error, since that reads ' +
      'short bodies to the end. Responses that are returned, stored or passed to code that goleaklint cannot see ' +
      'are left to whoever gets them. Silent if the function cancels the context, and on paths where the context ' +
      'has ended. Reported as info if a deadline of the context or Client.Timeout ends the connection. Responses ' +
      'of round trippers that the package or its module has made may be made in memory, and are not reported, nor ' +
      'are those of clients whose transport is seen to speak HTTP/2 or HTTP/3 alone; a client that a type of ' +
      'another package embeds may close the bodies itself, which is opt-in.',
    references: ['https://pkg.go.dev/net/http#Client.Do', 'https://github.com/timakin/bodyclose'],
    messages: {
      never:
        'nothing closes the body of {holder}, and its connection with two goroutines stays {until}; write defer {release} ' +
        'after the check of the error',
      missed:
        'the body of {holder} is not closed on the way to line {line}, and its connection with two goroutines stays ' +
        '{until}; write defer {release} right after the check of the error',
      discarded:
        'nothing holds this response, so that its body cannot be closed, and its connection with two goroutines stays ' +
        '{until}; keep the response and close its body',
      overwritten:
        '{holder} gets another value on line {line} before the body of this response is closed, and its connection with ' +
        'two goroutines stays {until}; call {release} before that',
      repeated:
        'the loop comes round before the body of this response is closed, and every round leaves a connection with two ' +
        'goroutines {until}; call {release} in each round',
      field:
        'nothing in this package closes the body of the response in {holder}, and its connection with two goroutines stays ' +
        '{until}; call {release} where its owner is closed',
      read:
        'the body of this response is read, but not closed on every way: where reading stops early or fails, its ' +
        'connection with two goroutines stays {until}; write defer {release} right after the check of the error',
    },
    options: {},
    metric: 'own',
    refutable: false,
  },
  triggers: ['net/http'],
  check({ pkg, report }) {
    for (const lost of unreleased(pkg, isResponse)) {
      const { call, loss, obligation, detail } = lost;
      if (loss === 'owner' || holdsNothing(pkg, call, obligation)) continue;
      const limited = limitOf(pkg, call);
      if (limited === undefined) continue;
      // The transport of the other package may close the bodies, and error messages are mostly short.
      const isDoubtful = isEmbeddedElsewhere(pkg, call) || isDecoded(pkg, lost);
      report(call.place, loss, {
        ...limited.detail,
        ...detail,
        ...(isDoubtful && { tier: 'opt-in' as const }),
        data: { ...detail.data, until: limited.until },
      });
    }
    for (const { call, loss, obligation, detail } of releasedByReading(pkg, isResponse)) {
      if (loss === 'discarded' || holdsNothing(pkg, call, obligation)) continue;
      const limited = limitOf(pkg, call);
      if (limited === undefined) continue;
      report(call.place, 'read', { ...detail, ...MEANT, data: { ...detail.data, until: limited.until } });
    }
  },
});

/**
 * Whether only ways lose it on which a decoder reads the body, which comes to the end of a short one. A decoder that fails
 * stops where it is: ways that are all taken because of that do not count.
 */
function isDecoded(pkg: Package, { loss, obligation, isSkimmed }: Unreleased): boolean {
  if (loss !== 'missed' || isSkimmed !== true) return false;
  const { holder, failures = [], onlyFailures } = obligation;
  return onlyFailures !== true || !failures.every(({ cause }) => isOfReading(pkg, cause, holder));
}

/** Whether the error comes from a call that is given the response. */
const isOfReading = (pkg: Package, error: Place, holder: GoSymbol | undefined): boolean =>
  pkg.origins(error).some(({ kind, at }) => kind === 'call' && holder?.uses.some(use => contains(pkg, at, use)));

const contains = (pkg: Package, outer: Place, inner: Place): boolean =>
  outer.file === inner.file && pkg.tree(outer.file).contains(outer.node, inner.node);

const limitOf = (pkg: Package, call: Call): Limited | undefined =>
  limitedBy(pkg, boundOfRequest(pkg, call), mayHaveTimeout(pkg, call) ? UNTIL_TIMEOUT : UNTIL);

/** Whether no connection waits for the body to be closed: there is none, or the response may come from memory. */
const holdsNothing = (pkg: Package, call: Call, obligation: Obligation): boolean =>
  asksForHead(pkg, call) || isWithoutBody(pkg, obligation) || isOwnRoundTripper(pkg, call) || isMultiplexed(pkg, call);

/**
 * Whether the request is made with the method HEAD, which it, or a wrapper, is given: its response has no body, and the
 * connection is free at once.
 */
function asksForHead(pkg: Package, { args }: Call): boolean {
  return args.some(arg =>
    pkg.origins(arg).some(({ kind, at }) => {
      if (kind === 'constant') return pkg.constantOf(at) === 'HEAD';
      return (kind === 'call' || kind === 'literal') && mentionsHead(pkg, at);
    }),
  );
}

function mentionsHead(pkg: Package, { file, node }: Place): boolean {
  const names = pkg
    .tree(file)
    .descendantsOfKind(node, Kind.Identifier, Kind.SelectorExpression, Kind.InterpretedStringLiteral);
  return [...names].some(name => pkg.constantOf({ file, node: name }) === 'HEAD');
}

/** Whether the way was taken because of a status that says that there is no body. */
function isWithoutBody(pkg: Package, { path = [] }: Obligation): boolean {
  return path.some(({ at, value }) => {
    const tree = pkg.tree(at.file);
    if (tree.kindOf(at.node) !== Kind.BinaryExpression) return value === true && isBodiless(pkg, at);
    const operator = tree.textOf(tree.childByField(at.node, Field.Operator));
    if (operator !== (value === true ? '==' : '!=')) return false;
    return [Field.Left, Field.Right].some(side =>
      isBodiless(pkg, { file: at.file, node: tree.childByField(at.node, side) }),
    );
  });
}

const isBodiless = (pkg: Package, at: Place): boolean => WITHOUT_BODY.includes(pkg.constantOf(at));
