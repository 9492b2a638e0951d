/**
 * `goleaklint explain <rule>`: a rule's page, made readable on a terminal.
 */
import { UsageError } from '../base/errors.ts';
import { suggestion } from '../config/nearest.ts';
import { contextSection } from '../rule/context-notes.ts';
import type { RuleMeta } from '../rule/meta.ts';

/** @throws {UsageError} If there is no such rule; the message names the nearest. */
export function ruleNamed(id: string, metas: readonly RuleMeta[]): RuleMeta {
  const meta = metas.find(candidate => candidate.id === id);
  if (meta) return meta;
  throw new UsageError({
    location: 'explain',
    problem: `unknown rule ${JSON.stringify(id)}`,
    remedy: suggestion(
      id,
      metas.map(candidate => candidate.id),
      'rules',
    ),
  });
}

/** What an installation without pages can say. */
export function pageFromMeta(meta: RuleMeta): string {
  const { id, summary, family, tier, severity, since, why, remedy, limits, references } = meta;
  return `${[
    `# ${id}`,
    `${summary}.`,
    `Family \`${family}\` · tier \`${tier}\` · severity ${severity} · since ${since}`,
    '## What goes wrong',
    why,
    '## What to write instead',
    remedy,
    '## Limits',
    limits,
    ...contextSection(meta),
    ...(references.length > 0 ? ['## References', references.map(reference => `- <${reference}>`).join('\n')] : []),
  ].join('\n\n')}\n`;
}

/** Markdown without its marks: headings stand out, code is indented, comments are left out. */
export function readablePage(markdown: string, heading: (text: string) => string): string {
  const text = markdown.replace(/<!--[\s\S]*?-->\n*/g, '');
  let isCode = false;
  const lines = text.split('\n').flatMap(line => {
    if (line.startsWith('```')) {
      isCode = !isCode;
      return [];
    }
    if (isCode) return [line === '' ? '' : `    ${line}`];
    const title = /^#+ (.*)$/.exec(line)?.[1];
    return [title === undefined ? line.replace(/`([^`]+)`/g, '$1') : heading(title)];
  });
  return lines.join('\n');
}
