/** Where profiles come from: files, standard input, servers. */
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { UsageError } from '../src/base/errors.ts';
import type { ProfileSources } from '../src/engine/profiles/read.ts';
import { readProfiles } from '../src/engine/profiles/read.ts';

const DIR = path.resolve('testdata/profiles');
const FILES = readFileSync(`${DIR}/sampled-plain.pb.gz`);

/** `kind: number of samples` of each profile, by name. */
async function read(names: readonly string[], change: Partial<ProfileSources> = {}): Promise<Record<string, string>> {
  const profiles = await readProfiles(names, { cwd: DIR, ...change });
  return Object.fromEntries(
    profiles.map(({ name, profile }) => [name, `${profile.kind}: ${String(profile.samples.length)}`]),
  );
}

async function refusal(names: readonly string[], change: Partial<ProfileSources> = {}): Promise<string> {
  try {
    return JSON.stringify(await read(names, change));
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    return error.message;
  }
}

describe('profiles from files', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'profile-sources-'));
  after(() => {
    rmSync(dir, { recursive: true });
  });

  it('are read in every form, gzipped or not', async () => {
    writeFileSync(`${dir}/raw.pb`, gunzipSync(FILES));
    assert.deepEqual(
      await read([`${dir}/raw.pb`, 'sampled-plain.pb.gz', 'sampled-plain.txt.gz', 'goroutine.dump.txt']),
      {
        [`${dir}/raw.pb`]: 'heap: 103',
        'sampled-plain.pb.gz': 'heap: 103',
        'sampled-plain.txt.gz': 'heap: 104',
        'goroutine.dump.txt': 'goroutine: 12',
      },
    );
  });

  it('are refused where they are missing, no file, or damaged', async () => {
    assert.match(await refusal(['none.pb.gz']), /^none\.pb\.gz: there is no such profile\n {2}Give the path/);
    assert.match(await refusal(['golden']), /^golden: the profile cannot be read \(EISDIR\)/);
    for (const length of [3, 100, FILES.length - 1]) {
      writeFileSync(`${dir}/cut.pb.gz`, FILES.subarray(0, length));
      assert.match(await refusal([`${dir}/cut.pb.gz`]), /its gzip data ends early or is not valid/);
    }
  });

  it('are given up where they unpack to more than any profile', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from([0x0a, 0x00]), Buffer.alloc(600 * 2 ** 20, 'x')]), { level: 1 });
    writeFileSync(`${dir}/bomb.gz`, bomb);
    assert.match(await refusal([`${dir}/bomb.gz`]), /larger than 512 MB when unpacked/);
  });
});

describe('a profile from standard input', () => {
  it('is named -', async () => {
    const bytes = [...FILES].map(byte => Uint8Array.of(byte));
    assert.deepEqual(await read(['-'], { stdin: Readable.from(bytes) }), { 'standard input': 'heap: 103' });
  });

  it('is there once, and not in every program', async () => {
    assert.match(await refusal(['-', 'x', '-']), /standard input can be read only once/);
    assert.match(await refusal(['-']), /there is no standard input/);
    assert.match(await refusal(['-'], { stdin: Readable.from([]) }), /^standard input: the profile is empty/);
  });
});

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

function sendFile(name: string): Handler {
  return (_, response) => {
    response.setHeader('Content-Type', 'application/octet-stream').end(readFileSync(`${DIR}/${name}`));
  };
}

describe('a profile from a server', () => {
  const pages: Record<string, Handler> = {
    '/debug/pprof/heap': sendFile('sampled-plain.pb.gz'),
    '/debug/pprof/heap?debug=1': (_, response) => {
      response.end(gunzipSync(readFileSync(`${DIR}/sampled-plain.txt.gz`)));
    },
    '/debug/pprof/goroutine': sendFile('goroutine.pb.gz'),
    '/moved': (_, response) => {
      response.writeHead(302, { Location: '/login' }).end();
    },
    '/login': (_, response) => {
      response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Sign in</title>');
    },
    '/private': (request, response) => {
      const isKnown = request.headers.authorization === `Basic ${Buffer.from('gopher:s3cret').toString('base64')}`;
      if (isKnown) sendFile('sampled-plain.pb.gz')(request, response);
      else response.writeHead(401).end('Unauthorized\n');
    },
    '/broken': (_, response) => {
      response.writeHead(500).end('Could not enable heap profiling: no\nmore\n');
    },
    '/silent': () => undefined,
    '/slow': (_, response) => {
      response.write(FILES.subarray(0, 1000));
    },
    '/cut': (_, response) => {
      response.writeHead(200, { 'Content-Length': FILES.length }).write(FILES.subarray(0, 1000), () => {
        response.destroy();
      });
    },
    '/empty': (_, response) => {
      response.end();
    },
    '/endless': (_, response) => {
      const chunk = Buffer.alloc(2 ** 20, '\n');
      response.write('heap profile: 1: 1 [1: 1] @ heap/2\n');
      const more = (): void => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
    },
  };
  let server: Server;
  let host: string;
  before(async () => {
    server = createServer((request, response) => {
      const page = pages[request.url ?? ''];
      if (page === undefined) response.writeHead(404).end('404 page not found\n');
      else page(request, response);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    host = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('is fetched in the form that the URL asks for', async () => {
    const urls = [`${host}/debug/pprof/heap`, `${host}/debug/pprof/heap?debug=1`];
    assert.deepEqual(Object.values(await read(urls)), ['heap: 103', 'heap: 104']);
  });

  it('is that of memory and those of goroutines if the URL is that of the index', async () => {
    const both = { [`${host}/debug/pprof/heap`]: 'heap: 103', [`${host}/debug/pprof/goroutine`]: 'goroutine: 12' };
    for (const url of [`${host}/debug/pprof/`, `${host}/debug/pprof`, host]) assert.deepEqual(await read([url]), both);
    pages['/debug/pprof/goroutineleak'] = sendFile('goroutineleak.pb.gz');
    const all = { ...both, [`${host}/debug/pprof/goroutineleak`]: 'goroutineleak: 5' };
    assert.deepEqual(await read([`${host}/debug/pprof/`]), all);
  });

  it('may need a user and a password, which no message shows', async () => {
    assert.match(await refusal([`${host}/private`]), /the server wants a login \(401\)\n {2}Put it into the URL/);
    const url = `${host}/private`.replace('//', '//gopher:s3cret@');
    assert.deepEqual(await read([url]), { [`${host}/private`]: 'heap: 103' });
    assert.doesNotMatch(await refusal([url.replace('private', 'none')]), /s3cret/);
  });

  const refusals = [
    ['/none', /\/none: the server has no such profile \(404\)\n {2}Does the program import net\/http\/pprof/],
    ['/moved', /\/moved: this is an HTML or XML page.*\n.*login page/],
    ['/broken', /the server answered 500: Could not enable heap profiling: no\n/],
    ['/silent', /the server took longer than 0\.5 s\n/],
    ['/slow', /the server took longer than 0\.5 s\n/],
    ['/cut', /the server closed the connection before the end\n/],
    ['/empty', /the profile is empty/],
  ] as const;
  for (const [page, problem] of refusals) {
    it(`is refused at ${page}`, async () => {
      assert.match(await refusal([host + page], { timeout: 500 }), problem);
    });
  }

  it('is refused where nothing listens, and for no valid URL', async () => {
    assert.match(await refusal(['http://127.0.0.1:1/debug/pprof/heap']), /nothing listens there|cannot be fetched/);
    assert.match(await refusal(['http://']), /^http:\/\/: this is no valid URL/);
  });

  it('is given up after a time even if bytes keep coming', async () => {
    assert.match(await refusal([`${host}/endless`], { timeout: 500 }), /the server took longer than 0\.5 s/);
  });
});
