/**
 * Text for a regular expression of Go: pprof's flags take these.
 */

/** Matches the text and nothing else, as Go's regexp.QuoteMeta. */
export function quoteRegexp(text: string): string {
  return text.replace(/[.+*?()|[\]{}^$\\]/g, String.raw`\$&`);
}
