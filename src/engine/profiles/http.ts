/**
 * Fetches profiles from a running program, as net/http/pprof serves them.
 */
import { UsageError } from '../../base/errors.ts';

/** What is fetched, and what it is called: the URL without the password that may be in it. */
export interface Target {
  readonly url: URL;
  readonly name: string;
  readonly authorization: string | undefined;
}

export interface Endpoint {
  readonly target: Target;
  /** Whether a program without it is as good. */
  readonly optional: boolean;
}

/** Milliseconds: what pprof waits as well. */
const TIMEOUT = 60_000;

/** What an index stands for. Programs built with Go 1.25 or older, and most of 1.26, have no goroutineleak. */
const OF_INDEX = [
  { profile: 'heap', optional: false },
  { profile: 'goroutineleak', optional: true },
  { profile: 'goroutine', optional: false },
] as const;

export function isURL(name: string): boolean {
  return /^https?:\/\//i.test(name);
}

export function parseURL(text: string): Target {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) {
    throw new UsageError({
      location: text,
      problem: 'this is no valid URL',
      remedy: 'Give for example http://localhost:6060/debug/pprof/heap.',
    });
  }
  const { username, password } = url;
  url.username = '';
  url.password = '';
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization = user === ':' ? undefined : `Basic ${Buffer.from(user).toString('base64')}`;
  return { url, name: url.href, authorization };
}

/** The profiles behind `/debug/pprof/`, or behind the bare address of a server; undefined for any other URL. */
export function profilesOfIndex({ url, authorization }: Target): Endpoint[] | undefined {
  const isBare = url.pathname === '/' && url.search === '';
  if (!isBare && !/\/debug\/pprof\/?$/.test(url.pathname)) return undefined;
  const base = isBare ? '/debug/pprof' : url.pathname.replace(/\/$/, '');
  return OF_INDEX.map(({ profile, optional }) => {
    const own = new URL(url);
    own.pathname = `${base}/${profile}`;
    return { target: { url: own, name: own.href, authorization }, optional };
  });
}

/** The body of the answer; undefined if there is no such page. Throws a UsageError for all that goes wrong. */
export async function fetchBytes(target: Target, timeout = TIMEOUT): Promise<AsyncIterable<Uint8Array> | undefined> {
  // A difference of two profiles (?seconds=30) takes that long to record.
  const limit = timeout + 1000 * (Number(target.url.searchParams.get('seconds')) || 0);
  const headers = target.authorization === undefined ? {} : { authorization: target.authorization };
  const refuse = (error: unknown): UsageError => failure(target.name, error, limit);
  const response = await fetch(target.url, { headers, signal: AbortSignal.timeout(limit) }).catch((error: unknown) => {
    throw refuse(error);
  });
  if (response.status === 404) {
    await response.body?.cancel();
    return undefined;
  }
  if (!response.ok) throw await badStatus(target.name, response);
  return response.body === null ? empty() : withErrors(response.body, refuse);
}

async function* empty(): AsyncIterable<Uint8Array> {
  // Whoever reads it says that it is empty.
}

async function* withErrors(
  body: AsyncIterable<Uint8Array>,
  refuse: (error: unknown) => UsageError,
): AsyncIterable<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw refuse(error);
  }
}

async function badStatus(location: string, response: Response): Promise<UsageError> {
  const { status } = response;
  const isLogin = status === 401 || status === 403 || status === 407;
  const told = await firstLine(response);
  return new UsageError({
    location,
    problem: isLogin
      ? `the server wants a login (${String(status)})`
      : `the server answered ${String(status)}${told === '' ? '' : `: ${told}`}`,
    remedy: isLogin
      ? 'Put it into the URL (https://USER:PASSWORD@HOST/…), or fetch the profile with another program and pipe it in: --profile -'
      : 'Open the URL in a browser to see what the server says.',
  });
}

/** In characters, of what a server says. */
const MAX_TOLD = 200;

/** Of the body, if that is text for people. */
async function firstLine(response: Response): Promise<string> {
  const text = await response.text().catch(() => '');
  return /^\s*</.test(text) ? '' : (text.trim().split('\n')[0] ?? '').slice(0, MAX_TOLD);
}

/** What Node's codes mean for someone with a program to look at. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (connection refused)',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'the host does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'the host does not answer',
  ECONNRESET: 'the server closed the connection before the end',
  UND_ERR_SOCKET: 'the server closed the connection before the end',
};

function failure(location: string, error: unknown, limit: number): UsageError {
  const remedy = 'Is the program running, and does it serve net/http/pprof at this address?';
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    const problem = `the server took longer than ${String(limit / 1000)} s`;
    return new UsageError({ location, problem, remedy: 'Save the profile to a file first, for example with curl.' });
  }
  const cause: unknown = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const message = cause instanceof Error ? cause.message : String(cause);
  return new UsageError({ location, problem: REASONS[code] ?? `the profile cannot be fetched (${message})`, remedy });
}
