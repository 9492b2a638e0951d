/**
 * The build that the files are chosen for: GOOS, GOARCH, cgo and tags.
 */
import { isSatisfied, type Constraint } from './build-constraint.ts';

export interface BuildContext {
  readonly goos: string;
  readonly goarch: string;
  readonly cgo: boolean;
  readonly tags: ReadonlySet<string>;
}

/** Systems that a file name can end in, and whether the tag `unix` holds there. Includes those that Go has dropped. */
const SYSTEMS: ReadonlyMap<string, { readonly unix: boolean }> = new Map(
  Object.entries({
    aix: true,
    android: true,
    darwin: true,
    dragonfly: true,
    freebsd: true,
    hurd: true,
    illumos: true,
    ios: true,
    js: false,
    linux: true,
    nacl: false,
    netbsd: true,
    openbsd: true,
    plan9: false,
    solaris: true,
    wasip1: false,
    windows: false,
    zos: false,
  }).map(([name, unix]) => [name, { unix }]),
);

const ARCHITECTURES: ReadonlySet<string> = new Set(
  (
    '386 amd64 amd64p32 arm arm64 arm64be armbe loong64 mips mips64 mips64le mips64p32 mips64p32le mipsle ' +
    'ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm'
  ).split(' '),
);

/** Systems whose tag also holds for another one. */
const IMPLIED_SYSTEM: Readonly<Record<string, string>> = { android: 'linux', illumos: 'solaris', ios: 'darwin' };
const WITHOUT_CGO: ReadonlySet<string> = new Set(['js', 'nacl', 'plan9', 'wasip1']);

/** `tags`, then the environment, then linux/amd64 with cgo: the same on every machine. */
export function buildContextOf(
  env: Readonly<Record<string, string | undefined>>,
  tags: readonly string[] | undefined,
): BuildContext {
  const goos = env['GOOS'] ?? '';
  const goarch = env['GOARCH'] ?? '';
  const system = goos === '' ? 'linux' : goos;
  const cgo = env['CGO_ENABLED'] ?? '';
  return {
    goos: system,
    goarch: goarch === '' ? 'amd64' : goarch,
    cgo: cgo === '' ? canUseCgo(system) : cgo !== '0',
    tags: new Set(tags ?? tagsOfGoflags(env['GOFLAGS'] ?? '')),
  };
}

/** What to tell the user about a GOOS or GOARCH that Go does not know; undefined if it knows both. */
export function unknownPlatform({ goos, goarch }: BuildContext): string | undefined {
  if (!SYSTEMS.has(goos)) return `GOOS=${goos} is no system that Go knows: few files will belong to the build`;
  if (ARCHITECTURES.has(goarch)) return undefined;
  return `GOARCH=${goarch} is no architecture that Go knows: few files will belong to the build`;
}

/** Values of `-tags` in GOFLAGS. */
export function tagsOfGoflags(goflags: string): string[] {
  return (flagOfGoflags(goflags, 'tags') ?? '').split(/[\s,]+/).filter(tag => tag !== '');
}

/** The value of a flag in GOFLAGS: flags separated by space, the last wins; a whole flag may be quoted. */
export function flagOfGoflags(goflags: string, name: string): string | undefined {
  const flags = goflags.match(/'[^']*'|"[^"]*"|\S+/g) ?? [];
  const values = flags.flatMap(flag => {
    const [, flagName, value] = /^--?([\w-]+)=(.*)$/s.exec(flag.replace(/^(['"])(.*)\1$/s, '$2')) ?? [];
    return flagName === name && value !== undefined ? [value] : [];
  });
  return values.at(-1);
}

/** Whether a build tag holds. Every `go1.N` does: the newest Go is taken for the one that builds. */
export function tagHolds(context: BuildContext, tag: string): boolean {
  if (tag === context.goos || tag === context.goarch || tag === 'gc') return true;
  if (tag === 'cgo') return context.cgo;
  if (tag === 'unix') return SYSTEMS.get(context.goos)?.unix ?? false;
  if (tag === IMPLIED_SYSTEM[context.goos]) return true;
  return context.tags.has(tag) || /^go1(?:\.\d+)?$/.test(tag);
}

/** Whether a tag follows from the choice of a port, of cgo, or of Go itself. */
export function isPlatformTag(tag: string): boolean {
  return SYSTEMS.has(tag) || ARCHITECTURES.has(tag) || /^(?:unix|cgo|gc|go1(?:\.\d+)?)$/.test(tag);
}

export function canUseCgo(goos: string): boolean {
  return !WITHOUT_CGO.has(goos);
}

export function constraintHolds(context: BuildContext, constraint: Constraint): boolean {
  return isSatisfied(constraint, tag => tagHolds(context, tag));
}

/** Whether `name_GOOS_GOARCH.go`, also with `_test`, belongs to the build. The part before the first `_` never counts. */
export function fileNameHolds(context: BuildContext, fileName: string): boolean {
  const [stem = ''] = fileName.split('.', 1);
  const parts = stem.split('_').slice(1);
  if (parts.at(-1) === 'test') parts.pop();
  const last = parts.at(-1) ?? '';
  const beforeLast = parts.at(-2) ?? '';
  if (ARCHITECTURES.has(last)) {
    return tagHolds(context, last) && (!SYSTEMS.has(beforeLast) || tagHolds(context, beforeLast));
  }
  return !SYSTEMS.has(last) || tagHolds(context, last);
}
