/**
 * A source line with a caret under one of its columns.
 *
 * The caret's line repeats the tabs of the source line, so the two align at any tab width.
 */
import { printableLine } from './printable.ts';

/** Characters that terminals draw two cells wide. Emoji sequences are drawn differently by each terminal. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\uff01-\uff60]/gu;
/** Marks that are drawn onto the character before them. */
const COMBINING = /[\p{Mn}\p{Me}\u200b-\u200d\ufe0f]/gu;

export interface SourceFrame {
  readonly source: string;
  readonly caret: string;
}

/** @param column from 1, in UTF-16 code units. */
export function sourceFrame(lineText: string, column: number): SourceFrame {
  const before = printableLine(lineText.slice(0, column - 1));
  const indent = before.replace(COMBINING, '').replace(WIDE, '  ').replace(/[^\t]/gu, ' ');
  return { source: printableLine(lineText), caret: `${indent}^` };
}
