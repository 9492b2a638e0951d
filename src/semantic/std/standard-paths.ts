/**
 * Which import paths are those of the standard library, told by their first element.
 */
const ROOTS: ReadonlySet<string> = new Set(
  (
    'archive bufio bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt go ' +
    'hash html image index io iter log maps math mime net os path plugin reflect regexp runtime slices sort strconv ' +
    'strings structs sync syscall testing text time unicode unique unsafe weak'
  ).split(' '),
);

/** Whether a key such as `encoding/json.Valid` or `time.Time.Unix` names something of the standard library. */
export function isStandardKey(key: string): boolean {
  const end = key.search(key.includes('/') ? /\// : /\./);
  return ROOTS.has(end < 0 ? key : key.slice(0, end));
}
