/**
 * Turns what the validator found into words for a person: what was seen, what is expected, and the nearest name.
 */
import type { BaseIssue } from 'valibot';
import type { UsageProblem } from '../base/errors.ts';
import { SEVERITIES } from '../base/finding.ts';
import type { OptionSpec, RuleMeta } from '../rule/meta.ts';
import { CONFIG_KEYS } from './file-schema.ts';
import { suggestion } from './nearest.ts';
import { selectorProblem } from './selector.ts';

type Wording = Omit<UsageProblem, 'location'>;
type KeyPath = readonly (string | number)[];

/** @param path to the value, or to the key if the key itself is unknown. */
export function wordingOf(issue: BaseIssue<unknown>, path: KeyPath, metas: readonly RuleMeta[]): Wording {
  const unknownKey = issue.path?.at(-1)?.origin === 'key';
  if (unknownKey) return unknownKeyWording(path.map(String), metas);
  const [section] = path;
  if (path.length === 2 && (section === 'enable' || section === 'disable') && typeof issue.input === 'string') {
    return selectorProblem(issue.input, metas);
  }
  return {
    problem: `${path.join('.') || 'the file'}: expected ${expectation(path, metas)}, got ${shown(issue.input)}`,
    remedy: remedyFor(issue.input, path, metas),
  };
}

function unknownKeyWording(path: readonly string[], metas: readonly RuleMeta[]): Wording {
  const [section = '', rule = '', option] = path;
  if (path.length === 1) {
    return { problem: `unknown key ${shown(section)}`, remedy: suggestion(section, CONFIG_KEYS, 'keys') };
  }
  if (section === 'severity') return selectorProblem(rule, metas);
  if (option === undefined) {
    const ids = metas.map(meta => meta.id);
    return { problem: `options: unknown rule ${shown(rule)}`, remedy: suggestion(rule, ids, 'rules') };
  }
  const known = Object.keys(metas.find(meta => meta.id === rule)?.options ?? {});
  return {
    problem: `options.${rule}: unknown option ${shown(option)}`,
    remedy: known.length === 0 ? `${rule} has no options.` : suggestion(option, known, 'options'),
  };
}

function expectation(path: KeyPath, metas: readonly RuleMeta[]): string {
  const [section] = path;
  switch (section) {
    case undefined:
      return 'a mapping';
    case 'enable':
    case 'disable':
      return path.length === 1 ? 'a list of rules, families or tiers' : 'the name of a rule, family or tier';
    case 'tags':
      return path.length === 1 ? 'a list of build tags' : 'a build tag';
    case 'tests':
      return 'true or false';
    case 'effects':
      return (
        ['a mapping from import paths to functions', 'a mapping from functions to what they do'][path.length - 1] ??
        'a text such as "exits process"'
      );
    case 'severity':
      return path.length === 1 ? 'a mapping from rules, families or tiers to severities' : SEVERITIES.join(', ');
    default:
      return optionExpectation(path, optionSpec(path, metas));
  }
}

function optionExpectation(path: KeyPath, spec: OptionSpec | undefined): string {
  if (path.length === 1) return 'a mapping from rules to their options';
  switch (spec?.kind) {
    case undefined:
      return 'a mapping from options to values';
    case 'boolean':
      return 'true or false';
    case 'integer':
      return `an integer of at least ${spec.min}`;
    case 'strings':
      return 'a list of strings';
  }
}

function remedyFor(input: unknown, path: KeyPath, metas: readonly RuleMeta[]): string {
  if (input === null) return 'Give it a value, or remove it.';
  const doc = optionSpec(path, metas)?.doc;
  if (doc !== undefined) return doc;
  const isList = path.length === 1 && ['enable', 'disable', 'tags'].includes(String(path[0]));
  if (isList && typeof input === 'string') return `Write a list: ${String(path[0])}: [${input}]`;
  if (path[0] === 'severity' && typeof input === 'string') return suggestion(input, SEVERITIES, 'severities');
  return 'Correct the value.';
}

function optionSpec([section, rule, option]: KeyPath, metas: readonly RuleMeta[]): OptionSpec | undefined {
  if (section !== 'options' || option === undefined) return undefined;
  return metas.find(meta => meta.id === rule)?.options[option];
}

/** The value as it would be written, cut where it is long. */
function shown(value: unknown): string {
  const written = JSON.stringify(value);
  return written.length <= 60 ? written : `${written.slice(0, 57)}...`;
}
