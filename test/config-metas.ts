/**
 * Made-up rules, one of each tier and kind of option, for tests of what reads metadata.
 */
import type { RuleMeta } from '../src/rule/meta.ts';

const COMMON = {
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  why: 'It is never released.',
  remedy: 'Release it.',
  limits: 'Other functions are not followed.',
  references: ['https://go.dev/ref/spec'],
  messages: { leak: 'it leaks' },
  options: {},
  metric: 'own',
  refutable: true,
} as const satisfies Partial<RuleMeta>;

export const METAS: readonly RuleMeta[] = [
  {
    ...COMMON,
    id: 'abandoned-send',
    family: 'goroutine',
    tier: 'default',
    wider: ['opt-in'],
    summary: 'A send that nobody receives',
  },
  {
    ...COMMON,
    id: 'defer-in-loop',
    family: 'defer',
    tier: 'default',
    severity: 'error',
    summary: 'Deferred calls pile up in a loop',
    options: {
      maxBound: { kind: 'integer', default: 4, min: 0, doc: 'Loops of at most so many rounds are fine.' },
      locks: { kind: 'boolean', default: true, doc: 'Whether deferred unlocks count.' },
      ignore: { kind: 'strings', default: [], doc: 'Functions whose deferred calls are fine.' },
    },
  },
  { ...COMMON, id: 'endless-goroutine', family: 'goroutine', tier: 'opt-in', summary: 'A loop without a way out' },
  {
    ...COMMON,
    id: 'small-buffer',
    family: 'allocation',
    tier: 'profile',
    severity: 'info',
    confidence: 'medium',
    summary: 'A small buffer that could be an array',
  },
];
