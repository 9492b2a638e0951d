/**
 * A rule's metadata as a SARIF descriptor: what code scanning shows beside an alert.
 *
 * No `security-severity`: with it every leak would count as a vulnerability.
 */
import type { ReportingDescriptor, Result } from 'sarif';
import type { Severity } from '../base/finding.ts';
import { contextNotes } from '../rule/context-notes.ts';
import type { Family, RuleMeta } from '../rule/meta.ts';

/** SARIF's word for each severity; code scanning shows `note` as the lowest. */
export const LEVELS: Readonly<Record<Severity, NonNullable<Result.level>>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

const PROBLEM_SEVERITIES: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'recommendation',
};

/** GitHub's limit for a description, in characters. */
const DESCRIPTION_LIMIT = 1024;

/** CWE-401: memory not released after its effective lifetime. CWE-772: a resource not released. */
const TAGS: Readonly<Record<Family, readonly string[]>> = {
  retention: ['reliability', 'external/cwe/cwe-401'],
  growth: ['reliability', 'external/cwe/cwe-401'],
  goroutine: ['reliability', 'concurrency', 'external/cwe/cwe-772'],
  timer: ['reliability', 'external/cwe/cwe-772'],
  context: ['reliability', 'concurrency', 'external/cwe/cwe-772'],
  resource: ['reliability', 'external/cwe/cwe-772'],
  defer: ['reliability', 'external/cwe/cwe-772'],
  finalizer: ['reliability', 'external/cwe/cwe-401'],
  pool: ['reliability', 'external/cwe/cwe-401'],
  loopvar: ['reliability', 'external/cwe/cwe-401'],
  allocation: ['performance'],
};

export function toDescriptor(meta: RuleMeta): ReportingDescriptor {
  return {
    id: meta.id,
    name: pascalCase(meta.id),
    shortDescription: { text: sentence(meta.summary) },
    fullDescription: { text: bounded(meta.why) },
    help: { text: helpText(meta), markdown: helpMarkdown(meta) },
    defaultConfiguration: { level: LEVELS[meta.severity] },
    properties: {
      tags: [meta.family, ...TAGS[meta.family]],
      precision: meta.confidence,
      'problem.severity': PROBLEM_SEVERITIES[meta.severity],
      tier: meta.tier,
    },
  };
}

function helpText(meta: RuleMeta): string {
  const { why, remedy, references } = meta;
  return [why, `Instead: ${remedy}`, `Limits: ${limitsOf(meta)}`, ...references].join('\n\n');
}

function helpMarkdown(meta: RuleMeta): string {
  const { why, remedy, references } = meta;
  const links = references.map(reference => `- <${reference}>`).join('\n');
  return [why, `**Instead:** ${remedy}`, `**Limits:** ${limitsOf(meta)}`, ...(links ? [links] : [])].join('\n\n');
}

function limitsOf(meta: RuleMeta): string {
  return [meta.limits, ...contextNotes(meta)].join(' ');
}

/** `abandoned-send` as `AbandonedSend`: SARIF wants names without punctuation. */
function pascalCase(id: string): string {
  return id.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The help holds the whole text. */
function bounded(text: string): string {
  return text.length <= DESCRIPTION_LIMIT ? text : `${text.slice(0, DESCRIPTION_LIMIT - 1)}…`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
