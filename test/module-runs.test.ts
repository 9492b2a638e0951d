/**
 * The built command on modules whose packages decide together whether a function runs once: what it leaves behind then is
 * opt-in. Each test shows one caller of `app.Fetch`, which leaks a goroutine each time its context ends.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GO_MOD, goleaklint, LEAK } from './built-command.ts';
import { withTree } from './workspace-tree.ts';

const APP = LEAK.replace('func fetch', 'func Fetch');
const CONTEXT = 'context.Background()';

function file(name: string, imports: readonly string[], code: string): string {
  return `package ${name}\n\nimport (\n${imports.map(each => `\t"${each}"\n`).join('')})\n\n${code}\n`;
}

/** Whether the leak is reported by default, with the packages beside `app`, and by the opt-in tier in any case. */
async function isReported(packages: Readonly<Record<string, string>>, path = 'internal/app/app.go'): Promise<boolean> {
  return withTree({ 'go.mod': GO_MOD, [path]: APP, ...packages }, dir => {
    const all = goleaklint(dir, './...', '--enable', 'all').stdout;
    assert.match(all, /abandoned-send/);
    return Promise.resolve(goleaklint(dir, './...').stdout.includes('abandoned-send'));
  });
}

const main = (code: string): string => file('main', ['context', 'example.com/app/internal/app'], code);
const once = main(`func main() { _ = app.Fetch(${CONTEXT}) }`);

describe('a function that leaks each time', () => {
  it('is reported where nobody is seen to call it', async () => {
    assert.equal(await isReported({}, 'app/app.go'), true);
    const other = { 'other/a.go': file('other', ['context'], 'var _ = context.Background') };
    assert.equal(await isReported(other, 'app/app.go'), true);
  });

  it('is not where main calls it once', async () => {
    assert.equal(await isReported({ 'tool/main.go': once }), false);
  });

  it('is where one of several callers loops', async () => {
    const loop = main(`func main() { for { _ = app.Fetch(${CONTEXT}) } }`);
    assert.equal(await isReported({ 'tool/main.go': once, 'worker/main.go': loop }), true);
  });

  it('is where one of several callers is a function that others may call', async () => {
    const library = file(
      'library',
      ['context', 'example.com/app/internal/app'],
      `func Do() { _ = app.Fetch(${CONTEXT}) }`,
    );
    assert.equal(await isReported({ 'tool/main.go': once, 'library/a.go': library }), true);
  });

  it('is where somebody takes it as a value', async () => {
    const value = file('worker', ['example.com/app/internal/app'], 'var all = []any{app.Fetch}');
    assert.equal(await isReported({ 'tool/main.go': once, 'worker/a.go': value }), true);
  });
});

describe('callers of callers', () => {
  const service = file(
    'service',
    ['context', 'example.com/app/internal/app'],
    `type Service struct{}\n\nfunc (*Service) Start() error { return app.Fetch(${CONTEXT}) }`,
  );
  const through = (code: string): string => file('main', ['example.com/app/internal/service'], code);

  it('are followed to main', async () => {
    const start = through('func main() { _ = new(service.Service).Start() }');
    assert.equal(await isReported({ 'internal/service/a.go': service, 'tool/main.go': start }), false);
  });

  it('may call by an interface', async () => {
    const start = through(
      'type starter interface{ Start() error }\n\nfunc main() {\n' +
        '\tfor _, each := range []starter{new(service.Service)} {\n\t\t_ = each.Start()\n\t}\n}',
    );
    assert.equal(await isReported({ 'internal/service/a.go': service, 'tool/main.go': start }), true);
  });

  /** Calls what it is given, and knows nothing of who gives it. */
  const runner = (code: string): string =>
    file('runner', [], `type Starter interface{ Start() error }\n\nfunc Run(starter Starter) { ${code} }`);
  const run = file(
    'main',
    ['example.com/app/internal/service', 'example.com/app/runner'],
    'func main() { runner.Run(new(service.Service)) }',
  );

  it('may be in packages that do not import what they call', async () => {
    const single = { 'runner/a.go': runner('_ = starter.Start()') };
    const loop = { 'runner/a.go': runner('for { _ = starter.Start() }') };
    const others = { 'internal/service/a.go': service, 'tool/main.go': run };
    assert.equal(await isReported({ ...others, ...single }), false);
    assert.equal(await isReported({ ...others, ...loop }), true);
  });

  it('are followed however many packages call', async () => {
    const programs = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`tool${index}/main.go`, once]));
    assert.equal(await isReported(programs), false);
  });

  it('are not followed where many packages have something else of that name', async () => {
    const start = {
      'internal/service/a.go': service,
      'tool/main.go': through('func main() { _ = new(service.Service).Start() }'),
    };
    const other = file('other', [], 'type job struct{}\n\nfunc (job) Start() {}\n\nfunc init() { job{}.Start() }');
    const others = (count: number): Record<string, string> =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`other${index}/a.go`, other]));
    assert.equal(await isReported({ ...start, ...others(8) }), false);
    assert.equal(await isReported({ ...start, ...others(9) }), true);
  });

  it('may not call by an interface that asks for more than the type has', async () => {
    const start = through(
      'type job interface{ Start() error; Stop() }\n\nfunc run(jobs []job) {\n' +
        '\tfor _, each := range jobs {\n\t\t_ = each.Start()\n\t}\n}\n\n' +
        'func main() {\n\trun(nil)\n\t_ = new(service.Service).Start()\n}',
    );
    assert.equal(await isReported({ 'internal/service/a.go': service, 'tool/main.go': start }), false);
  });

  it('may call by a variable of the package', async () => {
    const start = (call: string): string => `var start = new(service.Service).Start\n\nfunc main() { ${call} }`;
    const calls = (call: string): Promise<boolean> =>
      isReported({ 'internal/service/a.go': service, 'tool/main.go': through(start(call)) });
    assert.equal(await calls('_ = start()'), false);
    assert.equal(await calls('for { _ = start() }'), true);
  });

  it('that only call each other are called by others', async () => {
    const first = file(
      'first',
      ['example.com/app/internal/service'],
      'func Run() { _ = new(service.Service).Start() }',
    );
    const again = service.replace('return app', 'if next != nil {\n\t\treturn next.Start()\n\t}\n\treturn app');
    const next = 'var next interface{ Start() error }\n';
    assert.equal(await isReported({ 'internal/service/a.go': `${again}\n${next}`, 'first/a.go': first }), true);
  });
});
