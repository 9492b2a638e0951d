/**
 * What is below an open row: source on the left; on the right why it leaks, what to write instead, and the facts.
 */
import type { Fix, RelatedPlace } from '../../../base/finding.ts';
import { formatAmount, formatPercent } from '../../../base/measure.ts';
import type { PageData, PageFinding } from '../page-data.ts';
import { changesOf } from './changes.ts';
import { button, make } from './dom.ts';
import type { Source } from './excerpts.ts';

/** @param showFrames undefined if no frame of a flame graph belongs to the finding. */
export function detailOf(
  finding: PageFinding,
  data: PageData,
  source: Source,
  showFrames: (() => void) | undefined,
): HTMLElement {
  const fixes = [...(finding.fix === undefined ? [] : [finding.fix]), ...finding.suggestions];
  const figures = source.figures(finding);
  const unseen = finding.related.filter(place => source.line(place.path, place.start.line) === undefined);
  const left = make(
    'div',
    { class: 'code-side' },
    ...figures,
    figures.length === 0 ? make('p', { class: 'faint' }, 'The source could not be read.') : undefined,
    relatedList(unseen),
    ...fixes.map(fix => fixOf(fix, source)),
  );
  const show = showFrames && button('Show in flame graph ', showFrames, make('kbd', {}, 'f'));
  const right = make(
    'div',
    { class: 'text-side' },
    show,
    ...waitList(finding),
    ...explanation(finding, data),
    facts(finding, data),
  );
  return make('div', { class: 'sides' }, left, right);
}

/** Where the goroutines of the finding hang. */
function waitList({ profile }: PageFinding): HTMLElement[] {
  if (profile?.goroutines === undefined) return [];
  const { count, leaked, minutes, waits } = profile.goroutines;
  const facts = [
    `${count} alive`,
    ...(leaked > 0 ? [`${leaked} proven to be leaked`] : []),
    ...(minutes === undefined ? [] : [`the longest for ${minutes} min`]),
  ];
  const items = waits.map(({ count: waiting, reason, function: name, path, line }) => {
    const place = path === undefined || line === undefined ? name : `${path}:${line}`;
    return make('li', {}, `${waiting} at `, make('code', {}, place), reason === undefined ? undefined : ` [${reason}]`);
  });
  return [make('h3', {}, 'Goroutines'), make('p', {}, facts.join(', ')), make('ul', { class: 'waits' }, ...items)];
}

function relatedList(places: readonly RelatedPlace[]): HTMLElement | undefined {
  if (places.length === 0) return undefined;
  const items = places.map(({ path, start, message }) => {
    return make('li', {}, make('code', {}, `${path}:${start.line}`), ' ', message);
  });
  return make('ul', { class: 'related' }, ...items);
}

function fixOf(fix: Fix, source: Source): HTMLElement {
  const changes = changesOf(fix, (path, line) => source.line(path, line));
  const shown =
    changes ??
    fix.edits.map(({ path, start, text }) => {
      return { path, line: start.line, removed: [], added: text.split('\n') };
    });
  const blocks = shown.map(({ path, line, removed, added }) => {
    const lines = [
      ...removed.map(text => make('del', {}, `- ${text}`)),
      ...added.map(text => make('ins', {}, `+ ${text}`)),
    ];
    return make('div', {}, make('code', { class: 'faint' }, `${path}:${line}`), make('pre', {}, ...lines));
  });
  return make('div', { class: 'fix' }, make('h3', {}, fix.title), ...blocks);
}

function explanation({ rule }: PageFinding, { rules }: PageData): HTMLElement[] {
  const texts = rules[rule];
  if (texts === undefined) return [];
  return [
    make('h3', {}, 'Why it matters'),
    make('p', {}, ...prose(texts.why)),
    make('h3', {}, 'Instead'),
    make('p', {}, ...prose(texts.remedy)),
  ];
}

/** Metadata marks code with backquotes. */
function prose(text: string): (string | HTMLElement)[] {
  return text.split('`').map((part, index) => (index % 2 === 0 ? part : make('code', {}, part)));
}

function facts(finding: PageFinding, data: PageData): HTMLElement {
  const { profile } = finding;
  const rows: [term: string, value: string][] = [
    ['rule', `${finding.rule} (${finding.family}, ${finding.tier})`],
    ['confidence', finding.confidence],
    ...(finding.function === '' ? [] : [['function', finding.function] as [string, string]]),
    ...(profile === undefined ? [] : [['profile', `${profile.status}, match ${profile.match}`] as [string, string]]),
    ...(profile?.samples === undefined ? [] : [['samples', sampleText(profile)] as [string, string]]),
    ...otherWeights(finding, data),
    ['fingerprint', finding.fingerprint],
  ];
  return make('dl', {}, ...rows.flatMap(([term, value]) => [make('dt', {}, term), make('dd', {}, value)]));
}

function sampleText({ samples = 0, error = 0 }: NonNullable<PageFinding['profile']>): string {
  return error === 0 ? String(samples) : `${String(samples)}, ±${formatPercent(error)}`;
}

/** Of the sample types that do not rank; those that do are in the row. */
function otherWeights({ profile }: PageFinding, { ranking }: PageData): [string, string][] {
  const others = Object.entries(profile?.types ?? {}).filter(([type]) => type !== ranking?.type);
  return others.map(([type, { flat, own, cum, share }]) => {
    const unit = type.endsWith('_space') ? 'bytes' : 'count';
    const amounts = [
      `flat ${formatAmount(flat, unit)}`,
      `own ${formatAmount(own, unit)}`,
      `cum ${formatAmount(cum, unit)}`,
    ];
    return [type, `${amounts.join(', ')}; ${formatPercent(share)}`];
  });
}
