/**
 * What was typed, as yargs delivers it, read flag by flag.
 */

/** Values as yargs delivers them: a flag that is typed twice becomes a list. */
export type Typed = Readonly<Record<string, unknown>>;

export function parsed<T>(typed: Typed, name: string, parse: (value: string) => T): T | undefined {
  const value = text(typed, name);
  return value === undefined ? undefined : parse(value);
}

export function text(typed: Typed, name: string): string | undefined {
  const value = lastOf(typed[name]);
  return typeof value === 'string' ? value : undefined;
}

export function flag(typed: Typed, name: string): boolean | undefined {
  const value = lastOf(typed[name]);
  return typeof value === 'boolean' ? value : undefined;
}

export function texts(typed: Typed, name: string): string[] {
  const value = typed[name];
  return (Array.isArray(value) ? value : [value]).filter(item => typeof item === 'string');
}

export function lastOf(value: unknown): unknown {
  return Array.isArray(value) ? value.at(-1) : value;
}
