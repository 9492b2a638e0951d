/**
 * The html format: one file that opens offline and loads nothing.
 *
 * The list of findings is complete without a script. The script (`page/`) sorts, filters, opens source excerpts and draws
 * the flame graphs, from data that lies in the page; it is bundled when goleaklint is built.
 */
import type { ReportDetails } from '../../base/details.ts';
import type { RankedFinding } from '../../base/finding.ts';
import type { RunReport } from '../../base/report.ts';
import type { RuleMeta } from '../../rule/meta.ts';
import type { ReportContext, Reporter } from '../reporter.ts';
import { findingsTable } from './findings-table.ts';
import { markup, jsonMarkup, trusted } from './markup.ts';
import { noticeList } from './notices.ts';
import { DATA_ID, packFlame, type PageData, type PageFinding, type PageProfile, type RuleText } from './page-data.ts';
import { countText, masthead, summary } from './summary.ts';
import { toolbar } from './toolbar.ts';

/** A script or style with the hash by which the page allows it and nothing else. */
export interface PageAsset {
  readonly text: string;
  /** SHA-256 of the UTF-8 text, in base64. */
  readonly sha256: string;
}

/** What the build has made of `page/`. */
export interface PageAssets {
  readonly script: PageAsset;
  readonly style: PageAsset;
}

export function htmlReporter(assets: PageAssets): Reporter {
  return (report, context) => document(report, context, assets);
}

function document(report: RunReport, { toolVersion, metas }: ReportContext, { script, style }: PageAssets): string {
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy({ script, style })}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="goleaklint ${toolVersion}">
<title>goleaklint: ${countText(report)}</title>
<style>${trusted(style.text)}</style>
</head>
<body>
${masthead(report)}
<main>
${summary(report)}
${hasProfiles(report) ? FLAME_SECTION : undefined}
${report.findings.length > 0 ? [toolbar(report), findingsTable(report)] : markup`<p class="clean">No findings.</p>`}
${noticeList(report.notices)}
</main>
<script type="application/json" id="${DATA_ID}">${jsonMarkup(pageData(report, metas))}</script>
<script>${trusted(script.text)}</script>
</body>
</html>
`;
  return page.text;
}

/** Nothing may be loaded, sent or framed; script and style are those of this file alone. */
function contentPolicy({ script, style }: PageAssets): string {
  return [
    "default-src 'none'",
    `script-src 'sha256-${script.sha256}'`,
    `style-src 'sha256-${style.sha256}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hasProfiles({ details }: RunReport): boolean {
  return details !== undefined && details.profiles.length > 0;
}

/** The script fills it. */
const FLAME_SECTION = markup`<section id="flame" class="panel scripted" aria-label="Flame graph"></section>`;

function pageData(report: RunReport, metas: readonly RuleMeta[]): PageData {
  const { findings, details } = report;
  const ranking = report.ranking ?? report.goroutineRanking;
  return {
    ...(ranking && { ranking }),
    findings: findings.map(toPageFinding),
    rules: rulesOf(findings, metas),
    excerpts: details?.excerpts ?? [],
    profiles: details === undefined ? [] : profilesShown(details),
  };
}

function toPageFinding({ lineText: _text, lineHash: _hash, messageId: _id, ...finding }: RankedFinding): PageFinding {
  return finding;
}

function rulesOf(findings: readonly RankedFinding[], metas: readonly RuleMeta[]): Record<string, RuleText> {
  const reported = new Set(findings.map(({ rule }) => rule));
  const ofRules = metas.filter(({ id }) => reported.has(id));
  return Object.fromEntries(ofRules.map(({ id, summary, why, remedy }) => [id, { summary, why, remedy }]));
}

/** With the weights of no lines but those that the excerpts show. */
function profilesShown({ excerpts, profiles }: ReportDetails): PageProfile[] {
  const shown = new Set(
    excerpts.flatMap(({ path, first, lines }) => lines.map((_, index) => `${path}:${first + index}`)),
  );
  return profiles.map(({ lines, flame, ...measured }) => ({
    ...measured,
    lines: lines.filter(({ path, line }) => shown.has(`${path}:${line}`)),
    flame: packFlame(flame),
  }));
}
