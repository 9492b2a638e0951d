/**
 * String literals of Go, as far as source and module files share them.
 */

/** What a backslash before one of these characters stands for; the numeric escapes are not among them. */
export const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};
