/**
 * The json format: one object for programs, with byte columns as Go's tools print them.
 *
 * `version` changes only when a field is removed or changes meaning; fields may be added at any time. The shape is
 * written out here and not taken from the internal types, so that those can change without changing the format.
 */
import type { Evidence, Fix, GoroutineCount, Notice, RankedFinding } from '../base/finding.ts';
import type { Position, Span } from '../base/position.ts';
import type { Reporter } from './reporter.ts';

const FORMAT_VERSION = 1;

export const json: Reporter = ({ findings, notices, profiles, summary }) => {
  const output = {
    version: FORMAT_VERSION,
    findings: findings.map(toFinding),
    notices: notices.map(toNotice),
    profiles: profiles.map(({ kind, types }) => ({ kind, types })),
    summary: {
      packages: summary.packages,
      files: summary.files,
      importsWithoutSource: summary.importsWithoutSource,
      findings: summary.findings,
      suppressed: summary.suppressed,
      withheld: summary.withheld,
      filtered: summary.filtered,
    },
  };
  return `${JSON.stringify(output, null, 2)}\n`;
};

function toFinding(finding: RankedFinding): object {
  return {
    rule: finding.rule,
    family: finding.family,
    tier: finding.tier,
    severity: finding.severity,
    confidence: finding.confidence,
    message: finding.message,
    ...toSpan(finding),
    function: finding.function,
    fingerprint: finding.fingerprint,
    rank: finding.rank,
    related: finding.related.map(place => ({ ...toSpan(place), message: place.message })),
    evidence: finding.evidence.map(toEvidence),
    fix: finding.fix && toFix(finding.fix),
    suggestions: finding.suggestions.map(toFix),
    profile: finding.profile && {
      status: finding.profile.status,
      match: finding.profile.match,
      samples: finding.profile.samples,
      error: finding.profile.error,
      types: finding.profile.types,
      goroutines: finding.profile.goroutines && toGoroutines(finding.profile.goroutines),
    },
  };
}

function toGoroutines({ count, leaked, minutes, waits }: GoroutineCount): object {
  return {
    count,
    leaked,
    minutes,
    waits: waits.map(wait => ({
      count: wait.count,
      reason: wait.reason,
      function: wait.function,
      path: wait.path,
      line: wait.line,
    })),
  };
}

function toEvidence(evidence: Evidence): object {
  if (evidence.kind === 'lines') return { kind: evidence.kind, ...toSpan(evidence) };
  const { go, entry, waits } = evidence;
  return {
    kind: evidence.kind,
    go: go && toSpan(go),
    entry: entry && ('literal' in entry ? { literal: toSpan(entry.literal) } : { symbol: entry.symbol }),
    waits: waits && toSpan(waits),
  };
}

function toFix({ title, edits }: Fix): object {
  return { title, edits: edits.map(edit => ({ ...toSpan(edit), text: edit.text })) };
}

function toNotice({ kind, path, line, message }: Notice): object {
  return { kind, path, line, message };
}

function toSpan({ path, start, end }: Span): object {
  return { path, start: toPosition(start), end: toPosition(end) };
}

function toPosition({ line, byteColumn }: Position): object {
  return { line, column: byteColumn };
}
