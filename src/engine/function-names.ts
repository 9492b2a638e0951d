/**
 * Functions as the profiler prints them: `main.run`, `example.com/app.(*T).M`, `example.com/app.run.func1.2`.
 */
import type { FunctionSpan } from '../base/source.ts';
import { escapeImportPath, importPathOf } from '../profile/placing/module-names.ts';
import type { GoFunction } from '../semantic/names/symbol.ts';
import type { Package } from '../semantic/package.ts';

export class FunctionNames {
  private readonly pkg: Package;
  private readonly names = new Map<GoFunction, string>();
  /** How many literals each function, by its name here, has had so far. */
  private readonly literals = new Map<string, number>();
  /** `func init` may be declared many times; a plain `init` is that of the package's variables. */
  private inits = 0;

  constructor(pkg: Package) {
    this.pkg = pkg;
    for (const fn of pkg.functions) this.names.set(fn, this.nameOf(fn));
  }

  /** `''` at package level. */
  of(fn: GoFunction | undefined): string {
    return fn === undefined ? '' : (this.names.get(fn) ?? '');
  }

  private nameOf(fn: GoFunction): string {
    if (fn.kind === 'function' && fn.name === 'init') return this.prefixed(`init.${this.inits++}`);
    if (fn.kind !== 'literal') return this.prefixed(fn.key.slice(this.pkg.path.length + 1));
    const outer = fn.parent === undefined ? this.prefixed('init') : this.of(fn.parent);
    const number = (this.literals.get(outer) ?? 0) + 1;
    this.literals.set(outer, number);
    // The first literal in a function is its func1; one inside that, func1.1.
    return fn.parent?.kind === 'literal' ? `${outer}.${number}` : `${outer}.func${number}`;
  }

  private prefixed(name: string): string {
    return `${this.pkg.isMain ? 'main' : this.pkg.path}.${name}`;
  }

  /** As the linker writes it: with dots escaped that stand in the last element of the import path. */
  symbolOf(fn: GoFunction): string {
    const name = this.of(fn);
    return this.pkg.isMain ? name : escapeImportPath(this.pkg.path) + name.slice(this.pkg.path.length);
  }

  /** All functions with their lines. */
  spans(): FunctionSpan[] {
    return this.pkg.functions.map(fn => {
      const tree = this.pkg.tree(fn.place.file);
      return {
        name: this.symbolOf(fn),
        path: this.pkg.files[fn.place.file]?.path ?? '',
        startLine: tree.lineAt(tree.startOf(fn.place.node)) + 1,
        endLine: tree.lineAt(tree.endOf(fn.place.node)) + 1,
      };
    });
  }
}

/** The symbol of a declared function of any package but main, by its key: `example.com/app.(*T).M`. */
export function symbolOfKey(key: string): string {
  const path = importPathOf(key);
  return escapeImportPath(path) + key.slice(path.length);
}
