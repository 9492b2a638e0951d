/**
 * What one thread needs to analyse units, loaded once.
 */
import { rules } from '../../rules/index.ts';
import type { Rule } from '../rule/rule.ts';
import type { Effects } from '../semantic/effects/table.ts';
import { BUILT_IN_EFFECTS } from '../semantic/effects/table.ts';
import type { GoParser } from '../syntax/parser.ts';
import { loadParser, loadStandardLibrary } from './assets.ts';
import { DependencyFacts } from './dependency-facts.ts';
import { FactStore } from './fact-store.ts';
import type { AnalysisSettings } from './protocol.ts';

export interface Analyser {
  readonly parser: GoParser;
  /** All that exist, by id; the settings say which run. */
  readonly rules: ReadonlyMap<string, Rule>;
  readonly settings: AnalysisSettings;
  readonly store: FactStore;
  readonly effects: Effects;
}

export async function loadAnalyser(settings: AnalysisSettings): Promise<Analyser> {
  const [parser, standard] = await Promise.all([loadParser(), loadStandardLibrary()]);
  const dependencies = settings.buildLists.map(list => new DependencyFacts(list, parser, standard));
  const store = new FactStore(standard, dependencies);
  const effects = BUILT_IN_EFFECTS.with(settings.effects);
  return { parser, rules: new Map(rules.map(rule => [rule.meta.id, rule])), settings, store, effects };
}
