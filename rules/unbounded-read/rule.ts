/**
 * Finds bodies of requests and responses, and connections, that are read into memory to their end, however long they are.
 *
 * Silent where the function limits the body or looks at its declared length, and for requests where the package puts a
 * limit around its handlers.
 */
import type { Call, GoSymbol, Package, Place } from '../../src/rule/package.ts';
import { defineRule, type Detail } from '../../src/rule/rule.ts';
import { Field, Kind } from '../../src/rule/syntax.ts';
import { isNamed } from '../../src/rule/types.ts';

type Message = 'request' | 'response' | 'connection';

export const rule = defineRule({
  meta: {
    id: 'unbounded-read',
    family: 'growth',
    tier: 'opt-in',
    summary: 'A body or connection is read into memory as a whole, without a limit on its size',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'io.ReadAll grows its buffer until the other side stops sending. A client that sends a gigabyte takes a ' +
      'gigabyte of memory until its request is answered, and that for each request that it sends at the same time. ' +
      'The system may kill the process for it.',
    remedy:
      'Limit the body of a request with http.MaxBytesReader, which also closes the connection of a client that ' +
      'sends more. Limit other readers with io.LimitReader. Or decode the stream as it comes, without reading it as ' +
      'a whole.',
    limits:
      'Holds for every version of Go. Sees only bodies and net.Conns that are passed to io.ReadAll directly, not ' +
      'what decoders and buffers read. A limit set by a caller, another package or a proxy is not seen. Requests ' +
      'are reported in functions that have an http.ResponseWriter. Responses are reported as info, since the ' +
      'program chose the server.',
    references: ['https://pkg.go.dev/net/http#MaxBytesReader', 'https://pkg.go.dev/io#LimitReader'],
    messages: {
      request:
        'the client decides how much memory this takes: the body has no limit; read {body} through ' +
        'http.MaxBytesReader',
      response:
        'the server decides how much memory this takes: the body has no limit; read {body} through io.LimitReader',
      connection:
        'the peer decides how much memory this takes: a connection has no end until it closes; read {body} through ' +
        'io.LimitReader',
    },
    options: {},
    metric: 'cum',
    refutable: true,
  },
  triggers: ['ReadAll'],
  check({ pkg, report }) {
    for (const call of pkg.callsTo('io.ReadAll', 'io/ioutil.ReadAll')) {
      const [reader] = call.args;
      const message = reader === undefined ? undefined : messageOf(pkg, reader);
      if (reader === undefined || message === undefined || isLimited(pkg, call, message)) continue;
      const detail: Detail = message === 'response' ? { severity: 'info', confidence: 'low' } : {};
      report(call.place, message, { ...detail, data: { body: pkg.textOf(reader) } });
    }
  },
});

function messageOf(pkg: Package, reader: Place): Message | undefined {
  if (isNamed(pkg.typeOf(reader), 'net', 'Conn')) return 'connection';
  const [origin, ...others] = pkg.origins(reader);
  if (origin === undefined || others.length > 0) return undefined;
  const tree = pkg.tree(origin.at.file);
  const isBody = tree.kindOf(origin.at.node) === Kind.SelectorExpression && fieldName(pkg, origin.at) === 'Body';
  if (!isBody) return undefined;
  const type = pkg.typeOf({ file: origin.at.file, node: tree.childByField(origin.at.node, Field.Operand) });
  const owner = type.kind === 'pointer' ? type.element : type;
  if (isNamed(owner, 'net/http', 'Request')) return 'request';
  return isNamed(owner, 'net/http', 'Response') ? 'response' : undefined;
}

function fieldName(pkg: Package, { file, node }: Place): string {
  const tree = pkg.tree(file);
  return tree.textOf(tree.childByField(node, Field.Field));
}

/** Whether something around the call keeps what is read small, or it is no handler that reads. */
function isLimited(pkg: Package, { caller, place: { file } }: Call, message: Message): boolean {
  if (caller === undefined) return true;
  if (message === 'connection') return false;
  const tree = pkg.tree(file);
  const looksAtLength = [...tree.descendantsOfKind(caller.body, Kind.SelectorExpression)].some(node => {
    const name = fieldName(pkg, { file, node });
    return name === 'ContentLength' || name === 'MaxBytesReader';
  });
  if (looksAtLength || message === 'response') return looksAtLength;
  const answers = caller.parameters.some(symbol => symbol !== undefined && isResponseWriter(pkg, symbol));
  return !answers || [...pkg.callsTo('net/http.MaxBytesHandler')].length > 0;
}

const isResponseWriter = (pkg: Package, symbol: GoSymbol): boolean =>
  isNamed(pkg.typeOfSymbol(symbol), 'net/http', 'ResponseWriter');
