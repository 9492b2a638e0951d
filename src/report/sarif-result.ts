/**
 * Findings as SARIF results.
 */
import type { ArtifactChange, Fix as SarifFix, Location, Result } from 'sarif';
import { CONFIDENCES, SEVERITIES, type Fix, type RankedFinding, type TextEdit } from '../base/finding.ts';
import { toArtifactLocation, toPhysicalLocation, toRegion } from './sarif-location.ts';
import { LEVELS } from './sarif-rule.ts';

/** GitHub displays this many results of a run, so of more the gravest come first. */
const DISPLAYED_RESULTS = 5000;

export interface ResultContext {
  /** In the order of the descriptors. */
  readonly ruleIds: readonly string[];
  /** The sample types whose share becomes `rank`, the first that was measured; none without a profile. */
  readonly rankedBy: readonly string[];
  readonly uriPrefix: string;
}

export function toResults(findings: readonly RankedFinding[], context: ResultContext): Result[] {
  const ordered = findings.length > DISPLAYED_RESULTS ? findings.toSorted(byGravity) : findings;
  const hashes = lineHashes(ordered);
  return ordered.map((finding, index) => toResult(finding, hashes[index] ?? finding.lineHash, context));
}

function byGravity(a: RankedFinding, b: RankedFinding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence)
  );
}

/**
 * GitHub joins alerts by path, rule and line hash, so two findings of one rule on one line would become one alert: from
 * the second on, the hash carries their number.
 */
function lineHashes(findings: readonly RankedFinding[]): string[] {
  const counts = new Map<string, number>();
  return findings.map(({ rule, path, lineHash }) => {
    const key = JSON.stringify([rule, path, lineHash]);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count === 1 ? lineHash : `${lineHash}:${count}`;
  });
}

function toResult(finding: RankedFinding, lineHash: string, { ruleIds, rankedBy, uriPrefix }: ResultContext): Result {
  const fixes = [...(finding.fix ? [finding.fix] : []), ...finding.suggestions];
  const share = rankedBy.map(type => finding.profile?.types[type]?.share).find(known => known !== undefined);
  const result: Result = {
    ruleId: finding.rule,
    ruleIndex: ruleIds.indexOf(finding.rule),
    level: LEVELS[finding.severity],
    message: { text: messageText(finding) },
    locations: [toLocation(finding, uriPrefix)],
    partialFingerprints: { primaryLocationLineHash: lineHash, 'goleaklint/v1': finding.fingerprint },
    properties: {
      family: finding.family,
      tier: finding.tier,
      confidence: finding.confidence,
      ...(finding.profile && { profile: finding.profile }),
    },
  };
  if (finding.related.length > 0) {
    result.relatedLocations = finding.related.map((place, index) => ({
      id: index + 1,
      physicalLocation: toPhysicalLocation(place, uriPrefix),
      message: { text: place.message },
    }));
  }
  if (fixes.length > 0) result.fixes = fixes.map(fix => toFix(fix, uriPrefix));
  if (share !== undefined) result.rank = Math.min(100, Math.max(0, 100 * share));
  return result;
}

function toLocation(finding: RankedFinding, uriPrefix: string): Location {
  return {
    physicalLocation: toPhysicalLocation(finding, uriPrefix),
    ...(finding.function !== '' && {
      logicalLocations: [{ fullyQualifiedName: finding.function, kind: 'function' }],
    }),
  };
}

/** GitHub shows a related location only where the message links to its id. */
function messageText({ message, related }: RankedFinding): string {
  const sentence = withoutLinks(message).replace(/\.?$/, '.');
  if (related.length === 0) return sentence;
  const links = related.map((place, index) => `[${escapeBrackets(place.message)}](${index + 1})`);
  return `${sentence} See: ${links.join(', ')}.`;
}

/** Go code such as `handlers[name](ctx)` has the form of a link. */
function withoutLinks(message: string): string {
  return message.replace(/\[([^[\]]*)\]\(/g, '\\[$1\\](');
}

function escapeBrackets(text: string): string {
  return text.replace(/[[\]\\]/g, '\\$&');
}

function toFix({ title, edits }: Fix, uriPrefix: string): SarifFix {
  const byPath = new Map<string, TextEdit[]>();
  for (const edit of edits) {
    const sameFile = byPath.get(edit.path);
    if (sameFile) sameFile.push(edit);
    else byPath.set(edit.path, [edit]);
  }
  const artifactChanges = [...byPath].map(([path, changes]): ArtifactChange => ({
    artifactLocation: toArtifactLocation(path, uriPrefix),
    replacements: changes.map(edit => ({ deletedRegion: toRegion(edit), insertedContent: { text: edit.text } })),
  }));
  return { description: { text: title }, artifactChanges };
}
