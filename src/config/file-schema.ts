/**
 * The form of a config file, as a validator. `schema.ts` states the same form as JSON Schema for editors; a test
 * compares the two.
 */
import * as v from 'valibot';
import { SEVERITIES, type Severity } from '../base/finding.ts';
import type { OptionSpec, RuleMeta } from '../rule/meta.ts';
import type { EffectTable } from '../semantic/effects/effect.ts';
import type { OptionValue } from './config.ts';
import { knownSelectors } from './selector.ts';

export const CONFIG_KEYS = ['enable', 'disable', 'severity', 'tests', 'tags', 'options', 'effects'] as const;

export interface ConfigFile {
  readonly enable?: readonly string[];
  readonly disable?: readonly string[];
  readonly severity?: Readonly<Record<string, Severity>>;
  readonly tests?: boolean;
  readonly tags?: readonly string[];
  readonly options?: Readonly<Record<string, RuleOptions>>;
  /** Entries are in the notation of effects, which `effects.ts` checks. */
  readonly effects?: EffectTable;
}

export type RuleOptions = Readonly<Record<string, OptionValue>>;

export function configValidator(metas: readonly RuleMeta[]): v.GenericSchema<unknown, ConfigFile> {
  const selector = v.picklist(knownSelectors(metas));
  return v.pipe(
    MAPPING,
    v.strictObject({
      enable: v.exactOptional(v.array(selector)),
      disable: v.exactOptional(v.array(selector)),
      severity: v.exactOptional(v.pipe(MAPPING, v.record(selector, v.picklist(SEVERITIES)))),
      tests: v.exactOptional(v.boolean()),
      tags: v.exactOptional(v.array(v.string())),
      options: v.exactOptional(optionsValidator(metas)),
      effects: v.exactOptional(mappingOf(mappingOf(v.string()))),
    } satisfies Record<keyof ConfigFile, v.GenericSchema>),
  );
}

/** Valibot's own object schemas take a list for an object. */
const MAPPING = v.custom<Record<string, unknown>>(
  input => typeof input === 'object' && input !== null && !Array.isArray(input),
);

function mappingOf<T>(values: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, Record<string, T>> {
  return v.pipe(MAPPING, v.record(v.string(), values));
}

function optionsValidator(metas: readonly RuleMeta[]): v.GenericSchema<unknown, Record<string, RuleOptions>> {
  return optionalEntries(metas.map(meta => [meta.id, ruleValidator(meta)]));
}

function ruleValidator({ options }: RuleMeta): v.GenericSchema<unknown, RuleOptions> {
  return optionalEntries(Object.entries(options).map(([name, spec]) => [name, optionValidator(spec)]));
}

/** A mapping with no keys but these. Valibot types a missing key as undefined, which a record does not need. */
function optionalEntries<T>(
  entries: readonly (readonly [string, v.GenericSchema<unknown, T>])[],
): v.GenericSchema<unknown, Record<string, T>> {
  const optional = Object.fromEntries(entries.map(([name, schema]) => [name, v.exactOptional(schema)]));
  return v.pipe(MAPPING, v.strictObject(optional)) as v.GenericSchema<unknown, Record<string, T>>;
}

function optionValidator(spec: OptionSpec): v.GenericSchema<unknown, OptionValue> {
  switch (spec.kind) {
    case 'boolean':
      return v.boolean();
    case 'integer':
      return v.pipe(v.number(), v.safeInteger(), v.minValue(spec.min));
    case 'strings':
      return v.array(v.string());
  }
}
