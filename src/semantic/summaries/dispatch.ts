/**
 * Which functions of the package a call may run.
 */
import type { Call } from '../calls/call.ts';
import type { FunctionIndex } from '../calls/function-index.ts';
import type { Inference } from '../inference/inference.ts';
import type { GoFunction } from '../names/symbol.ts';
import { methodsBehind } from '../types/implementations.ts';
import type { NamedType } from '../types/type.ts';
import { named } from '../types/type.ts';

export interface DispatchContext {
  readonly inference: Inference;
  readonly functions: FunctionIndex;
}

export class Dispatch {
  private readonly context: DispatchContext;
  private readonly behind = new Map<string, readonly GoFunction[] | undefined>();

  constructor(context: DispatchContext) {
    this.context = context;
  }

  /** One function, or through an interface of which all implementations are in sight several; undefined if unseen ones. */
  targetsOf({ target, callee }: Call): readonly GoFunction[] | undefined {
    if (target !== undefined) return [target];
    if (callee.kind !== 'function' || !callee.dynamic) return undefined;
    const { key } = callee;
    if (!this.behind.has(key)) this.behind.set(key, this.implementationsOf(key));
    return this.behind.get(key);
  }

  /** Of an interface method `importPath.I.M`. */
  private implementationsOf(key: string): readonly GoFunction[] | undefined {
    const { inference, functions } = this.context;
    const { path, scope } = inference.model;
    const last = key.lastIndexOf('.');
    const owner = key.slice(path.length + 1, last);
    if (!key.startsWith(`${path}.`) || owner.includes('.') || owner === '') return undefined;
    const symbols = [...scope.symbols].filter(({ kind }) => kind === 'type');
    const context = {
      table: inference.table,
      path,
      typeNames: symbols.map(({ name }) => name),
      foreignTypes: () => this.foreignTypes(),
    };
    const keys = methodsBehind(context, named(path, owner), key.slice(last + 1));
    const found = keys?.map(method => functions.byKey(method));
    return found?.every(fn => fn !== undefined) === true ? found : undefined;
  }

  /** Of one import after the other, since most questions are settled by the first few types. */
  private foreignTypes(): Iterable<NamedType> | undefined {
    const imports = this.context.inference.model.scope.imports.flat();
    if (imports.some(({ hasSource }) => !hasSource)) return undefined;
    return this.typesOf(new Set(imports.map(({ path }) => path)));
  }

  private *typesOf(paths: Iterable<string>): Generator<NamedType> {
    for (const path of paths) {
      for (const name of Object.keys(this.context.inference.model.declarations.of(path)?.types ?? {}))
        yield named(path, name);
    }
  }
}
