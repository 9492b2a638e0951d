/**
 * What the path of a package tells of who uses it.
 */

/** Whether its code ends with a process: package main, and by convention of Go what lies below a directory `cmd`. */
export function isProgram(name: string, path: string): boolean {
  return name === 'main' || path.split('/').includes('cmd');
}

/** Whether only packages beside it can import it, which are of one module in most cases. */
export function isInternal(path: string): boolean {
  return path.split('/').includes('internal');
}
