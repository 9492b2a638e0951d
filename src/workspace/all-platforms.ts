/**
 * The workspaces of one run: of the user's own build, and with `--all-platforms` of further ones, until every file of
 * the matched packages that some port of Go builds is in one of them.
 */
import type { Notice } from '../base/finding.ts';
import { buildContextOf, type BuildContext } from './build-context.ts';
import { loadWorkspace } from './load.ts';
import type { Workspace, WorkspaceRequest } from './model.ts';
import { relativePath } from './paths.ts';
import { coveringBuilds, otherTags, type BuildNeeds } from './ports.ts';

/** How many files that are left out a notice names: there may be hundreds of tests for one tag. */
const MAX_NAMED_FILES = 10;

/**
 * The user's own build comes first. A further one holds only the packages with files that none before it has, and what
 * these import.
 *
 * Never rejects for what lies on disk: that becomes notices.
 */
export async function loadWorkspaces(request: WorkspaceRequest): Promise<readonly Workspace[]> {
  const own = await loadWorkspace(request);
  if (!request.allPlatforms) return [own];
  const patternOf = new Map(own.leftOut.map(({ file, pattern }) => [file, pattern]));
  const cover = coveringBuilds([...patternOf.keys()], buildContextOf(request.env, request.tags));
  const further: Workspace[] = [];
  for (const { build, files } of cover.builds) {
    const patterns = new Set(files.flatMap(file => patternOf.get(file) ?? []));
    const env = { ...request.env, ...variablesOf(build) };
    further.push(await loadWorkspace({ ...request, env, patterns: [...patterns] }));
  }
  return [{ ...own, notices: [...own.notices, ...uncoveredNotices(cover.uncovered, request.cwd)] }, ...further];
}

function variablesOf({ goos, goarch, cgo }: BuildContext): Record<string, string> {
  return { GOOS: goos, GOARCH: goarch, CGO_ENABLED: cgo ? '1' : '0' };
}

/** One for all files that are left out for the same tags. */
function uncoveredNotices(files: readonly BuildNeeds[], cwd: string): Notice[] {
  const byTags = new Map<string, string[]>();
  for (const file of files) {
    const tags = otherTags(file).join(', ');
    const paths = byTags.get(tags) ?? [];
    byTags.set(tags, [...paths, relativePath(cwd, file.path)]);
  }
  return [...byTags].map(([tags, paths]) => {
    const files = paths.length === 1 ? '1 file belongs' : `${paths.length} files belong`;
    const place = tags === '' ? 'to no port of Go' : `to no platform unless --tags says so (${tags})`;
    return { kind: 'skipped-file', message: `${files} ${place}: ${listed(paths)}` };
  });
}

function listed(paths: readonly string[]): string {
  const named = paths.slice(0, MAX_NAMED_FILES).join(', ');
  const more = paths.length - MAX_NAMED_FILES;
  return more > 0 ? `${named} and ${more} more` : named;
}
