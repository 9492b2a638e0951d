/**
 * HTML that is safe by construction: what stands between the constant parts of a template is escaped, unless it is markup
 * itself.
 *
 * Text from Go source and profiles can hold anything; see printable.ts for what is shown as an escape.
 */
import { printableLine } from '../printable.ts';

export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Lists are joined without anything between; `undefined` is nothing. */
export type Content = string | number | Markup | undefined | readonly Content[];

/** Usable between tags and in quoted attributes. */
export function markup(parts: TemplateStringsArray, ...contents: Content[]): Markup {
  const text = parts.reduce((before, part, index) => before + textOf(contents[index - 1]) + part);
  return new Markup(text);
}

/** For text that this project has written itself: scripts and styles. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

/** A value for a script to read. `<` is escaped, so that nothing in it can end the element that holds it. */
export function jsonMarkup(value: unknown): Markup {
  return new Markup(JSON.stringify(value).replace(/[<\u2028\u2029]/g, unicodeEscape));
}

function textOf(content: Content): string {
  if (content === undefined) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map(textOf).join('');
  return printableLine(String(content)).replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
