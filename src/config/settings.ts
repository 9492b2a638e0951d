/**
 * Turns config and flags into the rules that run: what the engine is handed.
 *
 * At first the default tier and the profile tier run; the latter is always evaluated, and the engine shows it where a
 * profile measures it. Then the changes apply in order, so that flags win over the config file and later flags over
 * earlier ones.
 */
import type { Severity } from '../base/finding.ts';
import type { RuleMeta } from '../rule/meta.ts';
import type { RuleSetting } from '../rule/selection.ts';
import type { Config, Located, OptionValue, Selection, SeverityChange } from './config.ts';
import { selectRules } from './selector.ts';

/**
 * @param metas every rule; settings come in the order of their ids.
 * @param options values by rule id and option name, as {@link Config} holds them.
 * @throws {UsageError} If a selector names nothing.
 */
export function ruleSettings(
  metas: readonly RuleMeta[],
  { selections, severities, options }: Pick<Config, 'selections' | 'severities' | 'options'>,
): RuleSetting[] {
  const selected = selectedRules(metas, selections);
  const severityOf = replacedSeverities(metas, severities);
  return metas
    .filter(meta => selected.has(meta.id))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(meta => {
      const severity = severityOf.get(meta.id);
      return {
        id: meta.id,
        explicit: selected.get(meta.id) === true,
        ...(severity && { severity }),
        options: { ...defaultsOf(meta), ...options[meta.id] },
      };
    });
}

/** Ids of the rules that run, with whether somebody named them. */
function selectedRules(metas: readonly RuleMeta[], selections: readonly Selection[]): Map<string, boolean> {
  const selected = new Map(metas.filter(meta => meta.tier !== 'opt-in').map(meta => [meta.id, false]));
  let inOnlyList = false;
  for (const { kind, selector } of selections) {
    // `--only a --only b` is one list, written in two parts.
    if (kind === 'only' && !inOnlyList) selected.clear();
    inOnlyList = kind === 'only';
    for (const id of idsOf(selector, metas)) {
      if (kind === 'disable') selected.delete(id);
      else selected.set(id, true);
    }
  }
  return selected;
}

function replacedSeverities(metas: readonly RuleMeta[], changes: readonly SeverityChange[]): Map<string, Severity> {
  return new Map(
    changes.flatMap(({ selector, severity }) => idsOf(selector, metas).map(id => [id, severity] as const)),
  );
}

function idsOf({ value, location }: Located<string>, metas: readonly RuleMeta[]): string[] {
  return selectRules(value, metas, location);
}

function defaultsOf(meta: RuleMeta): Record<string, OptionValue> {
  return Object.fromEntries(Object.entries(meta.options).map(([name, spec]) => [name, spec.default]));
}
