/**
 * Scores alerts on the corpus of fixed leaks. Pure: rows and alerts come in as data.
 *
 * Found: an alert of a fitting family on the code before the fix, inside a function that the fix changed, with one of its
 * places near a changed line. Noisy: the same rule is still reported there after the fix.
 */

/** One fixed place, as the manifest of the corpus and its extraction have it. */
export interface Row {
  readonly id: string;
  readonly class: string;
  readonly subclass?: string;
  readonly static_feasible: 'yes' | 'partly' | 'no';
  /** The fix concerns nothing that leaks at this version of Go. */
  readonly expect?: 'silent';
  readonly go?: string;
  readonly path: string;
  readonly afterPath: string;
  readonly before_funcs: readonly Lines[];
  readonly after_funcs: readonly Lines[];
  readonly before_lines?: readonly number[];
  readonly beforeChanged: readonly number[];
  readonly afterChanged: readonly number[];
}

export interface Lines {
  readonly start: number;
  readonly end: number;
}

/** What a linter said, whichever it was. */
export interface Alert extends Lines {
  readonly rule: string;
  /** The families of defects that the rule is about. */
  readonly families: readonly string[];
  /** Relative to the directory that was linted. */
  readonly path: string;
  readonly related: readonly (Lines & { readonly path: string })[];
}

export interface Sides {
  readonly before: readonly Alert[];
  readonly after: readonly Alert[];
}

export interface Score {
  readonly row: Row;
  readonly found: boolean;
  readonly noisy: boolean;
}

/** The families whose alerts answer a class of fix. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  'goroutine-blocked-send': ['goroutine'],
  'goroutine-no-stop': ['goroutine', 'timer'],
  'range-unclosed-chan': ['goroutine'],
  ticker: ['timer', 'goroutine'],
  'timer-after-in-loop': ['timer'],
  'context-not-cancelled': ['context', 'defer'],
  'defer-in-loop': ['defer', 'resource', 'context'],
  'body-not-closed': ['resource'],
  'slice-elements-not-cleared': ['retention', 'pool'],
  'substring-retention': ['retention'],
  'subslice-retention': ['retention'],
  'map-growth': ['growth'],
  pool: ['pool', 'retention'],
  finalizer: ['finalizer'],
};

/** Rows of class `other` are told apart by their subclass; the first that matches counts. */
const OTHER: readonly (readonly [pattern: RegExp, families: readonly string[]])[] = [
  [/subscri|listener|unbounded|watch/, ['growth', 'goroutine', 'resource', 'context']],
  [/cancel|context-(?:growth|chain)/, ['context', 'defer']],
  [/context-stored|ctx-in-struct/, ['retention', 'context']],
  [/clos|transport|cgo|fd|file|conn/, ['resource', 'goroutine']],
  [/recv|chan|pipe|goroutine|signal|once|wait|lock/, ['goroutine', 'resource']],
  [/timer|afterfunc|tick/, ['timer', 'goroutine']],
];

/** In lines: how far from a changed line an alert may be. */
const NEAR = 15;

export function scoreRow(row: Row, { before, after }: Sides): Score {
  const families = familiesOf(row);
  const fits = (alert: Alert): boolean =>
    families === undefined || alert.families.some(name => families.includes(name));
  const anchors = [...row.beforeChanged, ...(row.before_lines ?? [])];
  const found = before.filter(alert => fits(alert) && isInside(alert, row.path, row.before_funcs, anchors));
  const rules = new Set(found.map(alert => alert.rule));
  const noisy = after.some(
    alert => rules.has(alert.rule) && isInside(alert, row.afterPath, row.after_funcs, row.afterChanged),
  );
  return { row, found: found.length > 0, noisy };
}

/** Undefined: any family does. */
function familiesOf(row: Row): readonly string[] | undefined {
  return FAMILIES[row.class] ?? OTHER.find(([pattern]) => pattern.test(row.subclass ?? ''))?.[1];
}

function isInside(alert: Alert, path: string, functions: readonly Lines[], lines: readonly number[]): boolean {
  if (alert.path !== path || !functions.some(({ start, end }) => alert.start >= start && alert.start <= end))
    return false;
  const places = [alert, ...alert.related.filter(place => place.path === path)];
  return places.some(({ start, end }) => lines.some(line => line >= start - NEAR && line <= end + NEAR));
}
