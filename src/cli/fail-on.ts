/**
 * Decides whether findings make the run fail.
 */
import { UsageError } from '../base/errors.ts';
import { type RankedFinding, SEVERITIES } from '../base/finding.ts';
import type { RunReport } from '../base/report.ts';
import { compareText } from '../base/position.ts';
import type { FailOn } from './flag-values.ts';

/** @throws {UsageError} If it asks for a sample type that the profiles lack. */
export function isFailure({ findings, profiles }: RunReport, failOn: FailOn): boolean {
  switch (failOn.kind) {
    case 'none':
      return false;
    case 'severity': {
      const limit = SEVERITIES.indexOf(failOn.severity);
      return findings.some(finding => SEVERITIES.indexOf(finding.severity) <= limit);
    }
    case 'size': {
      const total = profiles.find(profile => profile.types[failOn.type])?.types[failOn.type]?.total;
      if (total === undefined)
        throw missingType(
          failOn.type,
          profiles.flatMap(profile => Object.keys(profile.types)),
        );
      return findings.some(finding => measuredSize(finding, failOn.type, total) >= failOn.atLeast);
    }
  }
}

/** What a profile measured for the finding, in the type's unit; the rule's own metric decides, through the share. */
function measuredSize({ profile }: RankedFinding, type: string, total: number): number {
  return Math.round((profile?.types[type]?.share ?? 0) * total);
}

function missingType(type: string, present: readonly string[]): UsageError {
  return new UsageError({
    location: '--fail-on',
    problem: `no profile holds the sample type ${JSON.stringify(type)}`,
    remedy: `Present: ${[...new Set(present)].toSorted(compareText).join(', ') || 'none'}.`,
  });
}
