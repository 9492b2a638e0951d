/**
 * Kept parts of big strings and slices, ready to be reported: where, how sure, what stays alive, and how to copy.
 */
import type { Confidence } from '../base/finding.ts';
import type { GoMinor } from '../base/go-version.ts';
import { Field, Kind } from '../syntax/kinds.ts';
import { NO_NODE } from '../syntax/tree.ts';
import type { Package, Place } from '../semantic/package.ts';
import type { RetainedPart } from '../semantic/summaries/retention.ts';
import type { Keep } from '../semantic/value-flow/derivation.ts';
import type { Detail, FixDetail, RelatedDetail } from './rule.ts';

export type RetentionMessage = 'kept' | 'keptByCallee' | 'cutByCallee';

/** A function that copies a value so that the copy owns its memory, and the release of Go 1 that introduced it. */
export interface Clone {
  readonly importPath: string;
  readonly since: GoMinor;
}

/** How values of a type are copied. */
export interface Copying {
  readonly clone: Clone;
  /** What to write where the clone is not there yet, or would change the type. */
  readonly otherwise: (value: string) => string;
}

export interface RetentionReport {
  readonly at: Place;
  readonly message: RetentionMessage;
  readonly detail: Detail;
}

const LOWER: Readonly<Record<Confidence, Confidence>> = { high: 'medium', medium: 'low', low: 'low' };

/**
 * The kept parts whose type is of the given kind.
 *
 * @param copyingOf how a part is copied; undefined for one that is not of the rule.
 */
export function retentionReports(
  pkg: Package,
  library: GoMinor,
  copyingOf: (part: Place) => Copying | undefined,
): RetentionReport[] {
  const reports: RetentionReport[] = [];
  const seen = new Set<string>();
  for (const retained of pkg.retention.retainedParts) {
    const [first] = retained.keeps;
    const at = partOf(first);
    const copying = copyingOf(at);
    // One variable may hold what one of several calls has read.
    if (copying === undefined || seen.has(`${at.file}:${at.node}`)) continue;
    seen.add(`${at.file}:${at.node}`);
    reports.push({ at, message: messageOf(first), detail: detailOf(pkg, library, retained, copying) });
  }
  return reports;
}

/** The expression of the part itself, where a struct that holds it is stored. */
const partOf = (keep: Keep): Place => keep.part.heldAs ?? keep.at;

function messageOf(keep: Keep): RetentionMessage {
  if (keep.inCallee === undefined) return 'kept';
  return keep.isCutInCallee === true ? 'cutByCallee' : 'keptByCallee';
}

function detailOf(pkg: Package, library: GoMinor, retained: RetainedPart, copying: Copying): Detail {
  const { source, bigness, builtAt, keeps } = retained;
  const [first] = keeps;
  const value = pkg.textOf(partOf(first));
  const fix = first.isCutInCallee === true ? undefined : cloneFix(pkg, library, keeps, copying);
  const confidence = confidenceOf(first);
  return {
    data: {
      value,
      source: functionText(pkg, source.place),
      role: first.as,
      holder: holderOf(pkg, first),
      clone: cloneCall(copying, library, value),
    },
    confidence: bigness === 'certain' ? confidence : LOWER[confidence],
    related: [
      { at: builtAt, message: 'the memory that stays is allocated here' },
      ...(first.inCallee === undefined ? [] : [{ at: first.inCallee, message: 'kept here' } satisfies RelatedDetail]),
      ...keeps.slice(1).map(keep => ({ at: partOf(keep), message: 'kept here as well' })),
    ],
    evidence: [{ kind: 'lines', at: builtAt }],
    ...(fix !== undefined && { fix }),
  };
}

/** What the part is kept in: the container, or the function that keeps its argument. */
function holderOf(pkg: Package, { container, inCallee, at }: Keep): string {
  if (inCallee === undefined) return pkg.textOf(container);
  return functionText(pkg, { file: at.file, node: pkg.tree(at.file).ancestorOfKind(at.node, Kind.CallExpression) });
}

/** The function of a call as written: `io.ReadAll`, `buf.String`. */
function functionText(pkg: Package, { file, node }: Place): string {
  const tree = pkg.tree(file);
  return tree.textOf(tree.childByField(node, Field.Function));
}

/**
 * How sure it is that the container outlives the call: that of a receiver may be short-lived, a caller's more so. What
 * is in a channel stays until somebody receives it, and perhaps longer.
 */
function confidenceOf({ root, as }: Keep): Confidence {
  if (root === 'parameter') return 'low';
  return root === 'global' && as !== 'channel element' ? 'high' : 'medium';
}

function cloneCall({ clone, otherwise }: Copying, library: GoMinor, value: string): string {
  return library >= clone.since ? `${packageName(clone)}.Clone(${value})` : otherwise(value);
}

const packageName = ({ importPath }: Clone): string => importPath.slice(importPath.lastIndexOf('/') + 1);

/** Copies the part at each of its stores. */
function cloneFix(pkg: Package, library: GoMinor, keeps: readonly Keep[], copying: Copying): FixDetail | undefined {
  const { clone } = copying;
  if (library < clone.since) return undefined;
  const places = keeps.map(partOf);
  const names = new Set(places.map(place => nameInFile(pkg, place, clone)));
  const [name] = names;
  if (name === undefined || names.size > 1) return undefined;
  return {
    title: `Store a copy made by ${name}.Clone`,
    edits: places.map(at => ({ at, text: `${name}.Clone(${pkg.textOf(at)})` })),
    imports: [clone.importPath],
  };
}

/** What the package of the clone is called in a file; undefined where that name means something else. */
function nameInFile(pkg: Package, { file }: Place, clone: Clone): string | undefined {
  const tree = pkg.tree(file);
  for (const spec of tree.nodesOfKind(Kind.ImportSpec)) {
    if (tree.textOf(tree.childByField(spec, Field.Path)).slice(1, -1) !== clone.importPath) continue;
    const name = tree.childByField(spec, Field.Name);
    return name === NO_NODE ? unlessShadowed(pkg, file, packageName(clone)) : undefined;
  }
  return unlessShadowed(pkg, file, packageName(clone));
}

function unlessShadowed(pkg: Package, file: number, name: string): string | undefined {
  const tree = pkg.tree(file);
  for (const node of tree.nodesOfKind(Kind.Identifier)) {
    if (tree.textOf(node) === name && pkg.symbolAt({ file, node })?.kind !== 'package') return undefined;
  }
  return name;
}
