/**
 * The form of a config file as JSON Schema, for editors: completion, descriptions and errors while typing.
 */
import { SEVERITIES } from '../base/finding.ts';
import type { OptionSpec, RuleMeta } from '../rule/meta.ts';
import { knownSelectors } from './selector.ts';

const EFFECTS = ['exits process', 'borrows', 'takes 0', 'acquires 0 response', 'calls 0 in goroutine once'];

/** @returns a JSON Schema (draft 7, which editors know) for a `.goleaklint.yml`. */
export function configSchema(metas: readonly RuleMeta[]): object {
  const selectors = { type: 'array', items: { enum: knownSelectors(metas) } };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of goleaklint',
    ...mapping({
      enable: { description: 'Rules, families or tiers to run besides the default ones.', ...selectors },
      disable: { description: 'Rules, families or tiers not to run.', ...selectors },
      severity: {
        description: 'The severity of every finding of a rule, family or tier. The narrowest name decides.',
        ...mapping(Object.fromEntries(knownSelectors(metas).map(name => [name, { enum: SEVERITIES }]))),
      },
      tests: { description: 'Whether _test.go files are analysed.', type: 'boolean', default: true },
      tags: { description: 'Build tags that hold.', type: 'array', items: { type: 'string' } },
      options: {
        description: 'Options of single rules.',
        ...mapping(Object.fromEntries(metas.map(meta => [meta.id, ruleSchema(meta)]))),
      },
      effects: {
        description: 'What functions do that their signatures do not tell, by import path and name.',
        ...mappingOf({ description: 'By name: (*Client).Do', ...mappingOf({ type: 'string', examples: EFFECTS }) }),
      },
    }),
  };
}

function ruleSchema({ summary, options }: RuleMeta): object {
  const properties = Object.entries(options).map(([name, spec]) => [name, optionSchema(spec)] as const);
  return { description: summary, ...mapping(Object.fromEntries(properties)) };
}

function optionSchema(spec: OptionSpec): object {
  const common = { description: spec.doc, default: spec.default };
  switch (spec.kind) {
    case 'boolean':
      return { ...common, type: 'boolean' };
    case 'integer':
      return { ...common, type: 'integer', minimum: spec.min };
    case 'strings':
      return { ...common, type: 'array', items: { type: 'string' } };
  }
}

function mappingOf(values: object): object {
  return { type: 'object', additionalProperties: values };
}

function mapping(properties: Readonly<Record<string, object>>): object {
  return { type: 'object', additionalProperties: false, properties };
}
