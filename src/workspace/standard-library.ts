/**
 * Tells import paths of the standard library from directories of a tree that has no go.mod.
 */

/** First elements of the import paths of the standard library, as of Go 1.26. */
const FIRST_ELEMENTS: ReadonlySet<string> = new Set(
  (
    'archive bufio builtin bytes cmp compress container context crypto database debug embed encoding errors expvar ' +
    'flag fmt go hash html image index io iter log maps math mime net os path plugin reflect regexp runtime simd slices ' +
    'sort strconv strings structs sync syscall testing text time unicode unique unsafe weak'
  ).split(' '),
);

export function isStandardLibrary(importPath: string): boolean {
  return FIRST_ELEMENTS.has(importPath.split('/', 1)[0] ?? '');
}
