/**
 * Whether what a call acquires is released on every way out of its function.
 *
 * An obligation starts on the success edge of the call, paired with the error or bool that it returns. It is met by a
 * release (also deferred, in a closure, or in a function of this package), and moved by whatever hands the resource on. A
 * way from the call to a return that does neither is the finding, and its exit the evidence. Where a release depends on
 * a condition that cannot be related to the acquisition, the answer is `unknown`.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { FieldCell } from '../value-flow/fields.ts';
import type { ReleaseSpec } from './fate.ts';
import { Fates } from './fate.ts';
import { type Obligation, Search } from './search.ts';

export type { Obligation };

export interface ObligationSpec extends ReleaseSpec {
  /** Which result is the resource; the first by default. */
  readonly result?: number;
}

/** What becomes of the resource that a call acquires. */
export function obligationOf(pkg: Package, call: Call, spec: ObligationSpec): Obligation {
  if (call.mode !== 'call') return { status: 'unknown' };
  const destination = destinationOf(pkg, call, spec);
  if (destination.kind !== 'variable') return destination.outcome;
  const { symbol, outcome } = destination;
  if (symbol.role === 'global') return { status: 'moved' };
  if (symbol.role === 'result' || call.caller === undefined) return { status: 'moved', holder: symbol };
  if (symbol.owner !== call.caller) return { status: 'moved', holder: symbol };
  return new Search(pkg, call.caller, spec, symbol, outcome).from(call.place.node);
}

/** Whether anything in the package releases, or hands on, what a field holds. */
export function obligationOfField(pkg: Package, field: FieldCell, spec: ReleaseSpec): Obligation['status'] {
  if (/^\p{Lu}/u.test(field.name)) return 'unknown';
  const fates = new Fates(pkg, spec);
  const found = new Set(field.selectors.map(at => fates.inTheEnd(at)));
  if (found.has('release')) return 'met';
  return found.has('move') ? 'moved' : 'unmet';
}

type Destination =
  | { readonly kind: 'variable'; readonly symbol: GoSymbol; readonly outcome: GoSymbol | undefined }
  | { readonly kind: 'settled'; readonly outcome: Obligation };

const settled = (outcome: Obligation): Destination => ({ kind: 'settled', outcome });

/** Where the code puts the result. */
function destinationOf(pkg: Package, call: Call, spec: ObligationSpec): Destination {
  const { file, node } = call.place;
  const tree = pkg.tree(file);
  const targets = targetsOf(pkg, call.place);
  if (targets !== undefined) return destinationOfTarget(pkg, call, targets, spec);
  const use = pkg.useOf(call.place);
  switch (use.kind) {
    case 'method':
      return settled({ status: spec.methods.includes(use.name ?? '') ? 'met' : 'unknown' });
    case 'field':
      return settled(use.name === spec.field ? { status: 'moved' } : { status: 'unmet', discarded: true });
    case 'argument': {
      const { target, mode } = pkg.callAt({ file, node: use.node });
      const parameter = target?.parameters[use.index ?? 0];
      if (target === undefined || parameter === undefined || mode === 'defer') return settled({ status: 'moved' });
      return settled(new Search(pkg, target, spec, parameter, undefined).from(undefined));
    }
    case 'literal':
      return settled({ status: 'moved', ...fieldOf(pkg, call.place) });
    case 'other':
      return settled(
        tree.kindOf(tree.parentOf(node)) === Kind.ExpressionStatement
          ? { status: 'unmet', discarded: true }
          : { status: 'unknown' },
      );
    default:
      return settled({ status: 'moved' });
  }
}

/** The left sides of the assignment whose only right side is the call. */
function targetsOf(pkg: Package, { file, node }: Place): NodeId[] | undefined {
  const tree = pkg.tree(file);
  const list = tree.parentOf(node);
  if (tree.kindOf(list) !== Kind.ExpressionList) return undefined;
  const statement = tree.parentOf(list);
  const right = tree.namedChildren(list);
  switch (tree.kindOf(statement)) {
    case Kind.AssignmentStatement:
    case Kind.ShortVarDeclaration: {
      const left = tree.namedChildren(tree.childByField(statement, Field.Left));
      return right.length === 1 ? left : left.slice(right.indexOf(node), right.indexOf(node) + 1);
    }
    case Kind.VarSpec: {
      const names = tree.childrenByField(statement, Field.Name);
      return right.length === 1 ? names : names.slice(right.indexOf(node), right.indexOf(node) + 1);
    }
    default:
      return undefined;
  }
}

function destinationOfTarget(
  pkg: Package,
  call: Call,
  targets: readonly NodeId[],
  { result = 0 }: ObligationSpec,
): Destination {
  const { file } = call.place;
  const tree = pkg.tree(file);
  const target = targets[result];
  if (target === undefined) return settled({ status: 'unknown' });
  if (tree.textOf(target) === '_') return settled({ status: 'unmet', discarded: true });
  const symbol = pkg.symbolAt({ file, node: target });
  if (symbol?.kind === 'variable') {
    const last = targets.at(-1);
    const outcome = last === undefined || last === target ? undefined : pkg.symbolAt({ file, node: last });
    return { kind: 'variable', symbol, outcome: outcome?.kind === 'variable' ? outcome : undefined };
  }
  const field = pkg.fieldAt({ file, node: target });
  return settled({ status: 'moved', ...(field !== undefined && { field }) });
}

function fieldOf(pkg: Package, at: Place): { field?: FieldCell } {
  const holder = pkg.usesOfValue(at).holders.find(candidate => candidate.kind === 'field');
  return holder?.kind === 'field' ? { field: holder.cell } : {};
}
