/**
 * Which packages are programs, whose code ends with a process: package main, and by convention of Go what lies below a
 * directory `cmd` of its module.
 */
export function isProgram(name: string, path: string, modulePath: string): boolean {
  const below = path.startsWith(`${modulePath}/`) ? path.slice(modulePath.length) : path;
  return name === 'main' || below.split('/').includes('cmd');
}
