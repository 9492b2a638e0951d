/** Findings, and profiles to rank them by. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Finding } from '../src/base/finding.ts';
import type { Span } from '../src/base/position.ts';
import { decodeProfile } from '../src/profile/decoding/decode.ts';
import type { Profile } from '../src/profile/profile.ts';
import type { RuleProfile } from '../src/profile/measuring/measure.ts';
import type { RankedFindings, RankOptions } from '../src/profile/rank.ts';
import { rankFindings } from '../src/profile/rank.ts';
import type { AnalysedCode } from '../src/profile/placing/sources.ts';
import { encodeProfile } from './profile-encoder.ts';
import type { ProfileSpec } from './profile-encoder.ts';

export function span(path: string, first: number, last = first): Span {
  return {
    path,
    start: { line: first, column: 2, byteColumn: 2 },
    end: { line: last, column: 9, byteColumn: 9 },
  };
}

export function finding(at: Span, change: Partial<Finding> = {}): Finding {
  return {
    ...at,
    rule: 'some-rule',
    family: 'allocation',
    tier: 'default',
    messageId: 'm',
    severity: 'warning',
    confidence: 'high',
    message: 'text',
    function: '',
    fingerprint: '',
    lineText: '',
    lineHash: '',
    related: [],
    evidence: [{ kind: 'lines', ...at }],
    suggestions: [],
    ...change,
  };
}

export const OWN: RuleProfile = { metric: 'own', refutable: false, explicit: false };

export function rank(
  findings: readonly Finding[],
  profiles: readonly Profile[],
  change: Partial<RankOptions> & { readonly code: AnalysedCode },
): RankedFindings {
  const named = profiles.map((profile, index) => ({ name: `profile ${String(index + 1)}`, profile }));
  return rankFindings(findings, named, { ruleOf: () => OWN, minShare: 0.01, ...change });
}

export function load(file: string): Profile {
  return decodeProfile(gunzipSync(readFileSync(file)), file);
}

export function heap(spec: ProfileSpec): Profile {
  return decodeProfile(encodeProfile(spec), 'made');
}

/** The line of a file that holds `text`. */
export function lineOf(file: string, text: string): number {
  const index = readFileSync(file, 'utf8')
    .split('\n')
    .findIndex(line => line.includes(text));
  assert.ok(index >= 0, `${file} does not hold ${text}`);
  return index + 1;
}
