/**
 * Lexical scopes as a stack over one preorder scan.
 *
 * A name becomes visible only from a certain node on (after its declaration, or at the body of a function), while a
 * scan meets it earlier; so every entry carries that node.
 */
import type { NodeId } from '../../syntax/tree.ts';
import type { GoFunction, GoSymbol } from './symbol.ts';

interface Entry {
  readonly symbol: GoSymbol;
  readonly visibleFrom: NodeId;
}

class Scope {
  readonly end: NodeId;
  readonly owner: GoFunction | undefined;
  /** Made on the first declaration, since most scopes have none. */
  names: Map<string, Entry> | undefined;

  constructor(end: NodeId, owner: GoFunction | undefined) {
    this.end = end;
    this.owner = owner;
  }
}

export class ScopeStack {
  private readonly scopes: Scope[] = [];

  /** Opens a scope that ends before node `end`. */
  open(end: NodeId, owner: GoFunction | undefined): void {
    this.scopes.push(new Scope(end, owner));
  }

  /** Drops the scopes that have ended before `node`. */
  closeBefore(node: NodeId): void {
    for (let top = this.scopes.at(-1); top !== undefined && top.end <= node; top = this.scopes.at(-1)) {
      this.scopes.pop();
    }
  }

  get isPackageLevel(): boolean {
    return this.scopes.length === 0;
  }

  /** The function whose code is being scanned. */
  get owner(): GoFunction | undefined {
    return this.scopes.at(-1)?.owner;
  }

  declare(symbol: GoSymbol, visibleFrom: NodeId): void {
    const top = this.scopes.at(-1);
    if (top !== undefined) (top.names ??= new Map()).set(symbol.name, { symbol, visibleFrom });
  }

  /** The symbol of that name in the innermost scope alone: what `:=` assigns to instead of declaring. */
  inInnermost(name: string, at: NodeId): GoSymbol | undefined {
    const entry = this.scopes.at(-1)?.names?.get(name);
    return entry !== undefined && entry.visibleFrom <= at ? entry.symbol : undefined;
  }

  lookup(name: string, at: NodeId): GoSymbol | undefined {
    for (let depth = this.scopes.length - 1; depth >= 0; depth--) {
      const entry = this.scopes[depth]?.names?.get(name);
      if (entry !== undefined && entry.visibleFrom <= at) return entry.symbol;
    }
    return undefined;
  }
}
