/**
 * The ports of Go, and the smallest choice of them that builds given files (`--all-platforms`).
 *
 * The choice is greedy: a smallest set cover is hard to find, and the greedy one is rarely larger for file names and
 * constraints, where few files fit more than one system. Tags that are neither systems nor architectures keep the
 * values that the user gave them, so files that need others stay out.
 */
import { constraintTags, type Constraint } from './build-constraint.ts';
import { canUseCgo, constraintHolds, fileNameHolds, isPlatformTag, type BuildContext } from './build-context.ts';

/** As `go tool dist list` of Go 1.26 prints them, the most common first: it wins where two build equally many files. */
const PORTS: readonly (readonly [goos: string, goarchs: string])[] = [
  ['linux', 'amd64 arm64'],
  ['darwin', 'arm64 amd64'],
  ['windows', 'amd64 arm64 386'],
  ['freebsd', 'amd64 arm64 386 arm riscv64'],
  ['linux', '386 arm loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x'],
  ['openbsd', 'amd64 arm64 386 arm ppc64 riscv64'],
  ['netbsd', 'amd64 arm64 386 arm'],
  ['dragonfly', 'amd64'],
  ['solaris', 'amd64'],
  ['illumos', 'amd64'],
  ['aix', 'ppc64'],
  ['android', 'arm64 amd64 386 arm'],
  ['ios', 'arm64 amd64'],
  ['js', 'wasm'],
  ['wasip1', 'wasm'],
  ['plan9', 'amd64 386 arm'],
];

/** What a file asks of the build that it belongs to. */
export interface BuildNeeds {
  /** Absolute, forward slashes. */
  readonly path: string;
  readonly fileName: string;
  readonly constraint: Constraint | undefined;
  /** Whether it imports `C`. */
  readonly usesCgo: boolean;
}

export function belongsTo(build: BuildContext, { fileName, constraint, usesCgo }: BuildNeeds): boolean {
  if (usesCgo && !build.cgo) return false;
  return fileNameHolds(build, fileName) && (constraint === undefined || constraintHolds(build, constraint));
}

export interface Cover {
  /** With the files that each builds and none before it does, the one with most files first. */
  readonly builds: readonly { readonly build: BuildContext; readonly files: readonly BuildNeeds[] }[];
  /** What no port builds with the tags of the user. */
  readonly uncovered: readonly BuildNeeds[];
}

/** Ports, with or without cgo, that build all of `files` that any of them can. `own` says which tags are set. */
export function coveringBuilds(files: readonly BuildNeeds[], own: BuildContext): Cover {
  let candidates = candidateBuilds(own).map(build => ({ build, files: files.filter(file => belongsTo(build, file)) }));
  const builds: { build: BuildContext; files: readonly BuildNeeds[] }[] = [];
  const covered = new Set<BuildNeeds>();
  for (;;) {
    const [first, ...others] = candidates;
    if (first === undefined) break;
    const best = others.reduce((a, b) => (b.files.length > a.files.length ? b : a), first);
    if (best.files.length === 0) break;
    builds.push(best);
    for (const file of best.files) covered.add(file);
    candidates = candidates.map(({ build, files: left }) => ({
      build,
      files: left.filter(file => !covered.has(file)),
    }));
  }
  return { builds, uncovered: files.filter(file => !covered.has(file)) };
}

/** With cgo as the user has it before the other way. */
function candidateBuilds({ cgo, tags }: BuildContext): BuildContext[] {
  return [cgo, !cgo].flatMap(withCgo =>
    PORTS.flatMap(([goos, goarchs]) =>
      withCgo && !canUseCgo(goos) ? [] : goarchs.split(' ').map(goarch => ({ goos, goarch, cgo: withCgo, tags })),
    ),
  );
}

/** The tags in the constraint of a file that no choice of a port sets, sorted. */
export function otherTags({ constraint }: BuildNeeds): string[] {
  if (constraint === undefined) return [];
  return [...constraintTags(constraint)].filter(tag => !isPlatformTag(tag)).sort();
}
