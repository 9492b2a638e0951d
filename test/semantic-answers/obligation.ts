/**
 * `obligation` is what becomes of the first resource that a call on the line acquires or opens; `way` is how it is lost: the
 * branches that control takes from there on; `rare` is whether something else must fail for that.
 */
import { type Obligation, obligationOfOperand, obligationsOf, onlyFailuresLose } from '../../src/rule/obligations.ts';
import type { Package } from '../../src/semantic/package.ts';
import { Kind } from '../../src/syntax/kinds.ts';
import { type Answer, lineOf } from './place.ts';

export const obligation: Answer = (pkg, line) => {
  const found = obligationOn(pkg, line);
  if (found === undefined) return 'none';
  const { status, discarded, again, overwritten } = found;
  if (discarded === true) return `${status}, discarded`;
  if (again === true) return `${status}, again`;
  return overwritten === undefined ? status : `${status}, overwritten`;
};

export const way: Answer = (pkg, line) => {
  const path = obligationOn(pkg, line)?.path;
  return path === undefined ? 'none' : path.map(({ message }) => message).join(', ');
};

export const rare: Answer = (pkg, line) => {
  const found = obligationOn(pkg, line);
  return found === undefined ? 'none' : String(onlyFailuresLose(found));
};

function obligationOn(pkg: Package, line: number): Obligation | undefined {
  for (const at of pkg.nodes(Kind.CallExpression)) {
    if (lineOf(pkg, at) !== line) continue;
    const call = pkg.callAt(at);
    const [first] = obligationsOf(pkg, call);
    if (first !== undefined) return first.obligation;
    const [opening] = call.effect.opens ?? [];
    if (opening !== undefined) return obligationOfOperand(pkg, call, opening.resource);
  }
  return undefined;
}
