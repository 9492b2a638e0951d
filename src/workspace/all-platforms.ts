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

/** How many files that are left out a notice names: there may be hundreds. */
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

/** One for files that other tags would build, and one for those that nothing does. */
function uncoveredNotices(files: readonly BuildNeeds[], cwd: string): Notice[] {
  const described = files.map(file => ({ path: relativePath(cwd, file.path), tags: otherTags(file).join(', ') }));
  const tagged = described.filter(({ tags }) => tags !== '').map(({ path, tags }) => `${path} (${tags})`);
  const unbuilt = described.filter(({ tags }) => tags === '').map(({ path }) => path);
  return [
    ...uncoveredNotice(tagged, 'to no platform unless --tags says so'),
    ...uncoveredNotice(unbuilt, 'to no port of Go'),
  ];
}

function uncoveredNotice(files: readonly string[], place: string): Notice[] {
  if (files.length === 0) return [];
  const count = files.length === 1 ? '1 file belongs' : `${files.length} files belong`;
  const named = files.slice(0, MAX_NAMED_FILES).join(', ');
  const more = files.length - MAX_NAMED_FILES;
  const list = more > 0 ? `${named} and ${more} more` : named;
  return [{ kind: 'skipped-file', message: `${count} ${place}: ${list}` }];
}
