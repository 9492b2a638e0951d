/**
 * Reads a config file: YAML with line numbers, checked against the rules that exist.
 *
 * Every mistake is an error: a misspelt rule that is silently not disabled, or not enabled, costs more than a stop.
 */
import * as v from 'valibot';
import { LineCounter, isMap, isNode, parseDocument, type Document } from 'yaml';
import { UsageError } from '../base/errors.ts';
import type { RuleMeta } from '../rule/meta.ts';
import type { Config, Located, Selection } from './config.ts';
import type { EffectTable } from '../semantic/effects/effect.ts';
import { effectMistake } from './effects.ts';
import { type ConfigFile, configValidator } from './file-schema.ts';
import { wordingOf } from './issue.ts';
import { selectorRank } from './selector.ts';

/**
 * @param name how messages name the file.
 * @throws {UsageError} At the first mistake, with its line.
 */
export function readConfig(text: string, name: string, metas: readonly RuleMeta[]): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const source: ConfigSource = { name, lines, document };
  const content = parsedContent(source);
  if (content === null) return configOf({}, source);

  const result = v.safeParse(configValidator(metas), content, { abortEarly: true });
  if (result.success) {
    checkEffects(result.output.effects ?? {}, source);
    return configOf(result.output, source);
  }
  const [issue] = result.issues;
  const path = (issue.path ?? []).map(item => item.key as string | number);
  throw new UsageError({ location: locationOf(path, source), ...wordingOf(issue, path, metas) });
}

interface ConfigSource {
  readonly name: string;
  readonly lines: LineCounter;
  readonly document: Document.Parsed;
}

function parsedContent({ name, lines, document }: ConfigSource): unknown {
  const [error] = [...document.errors, ...document.warnings];
  if (error) {
    throw new UsageError({
      location: `${name}:${lines.linePos(error.pos[0]).line}`,
      problem: `not valid YAML: ${error.message}`,
      remedy: 'Correct the line.',
    });
  }
  try {
    return document.toJS() as unknown;
  } catch (error) {
    throw new UsageError(
      {
        location: name,
        problem: `cannot be read as YAML: ${error instanceof Error ? error.message : String(error)}`,
        remedy: 'Write the values out instead of using aliases.',
      },
      { cause: error },
    );
  }
}

function checkEffects(effects: EffectTable, source: ConfigSource): void {
  const mistake = effectMistake(effects);
  if (mistake === undefined) return;
  const { path, problem, remedy } = mistake;
  throw new UsageError({ location: locationOf(['effects', ...path], source), problem: `effects: ${problem}`, remedy });
}

function configOf(content: ConfigFile, source: ConfigSource): Config {
  const located = <T>(value: T, path: (string | number)[]): Located<T> => ({
    value,
    location: locationOf(path, source),
  });
  const selections = (['enable', 'disable'] as const).flatMap(kind =>
    (content[kind] ?? []).map((selector, index): Selection => ({ kind, selector: located(selector, [kind, index]) })),
  );
  const severities = Object.entries(content.severity ?? {})
    .map(([selector, severity]) => ({ selector: located(selector, ['severity', selector]), severity }))
    .toSorted((a, b) => selectorRank(a.selector.value) - selectorRank(b.selector.value));
  return {
    selections,
    severities,
    options: content.options ?? {},
    tests: content.tests,
    tags: content.tags,
    effects: content.effects ?? {},
  };
}

/** The file with the line of a value or, if the path ends at a key, of that key. */
function locationOf(path: readonly (string | number)[], { name, lines, document }: ConfigSource): string {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const key = path.at(-1);
  let node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  if (isMap(parent)) node = parent.items.find(item => isNode(item.key) && item.key.toJSON() === key)?.key ?? node;
  const offset = isNode(node) ? node.range?.[0] : undefined;
  return offset === undefined ? name : `${name}:${lines.linePos(offset).line}`;
}
