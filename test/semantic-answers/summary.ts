/**
 * `summary` is what callers may know of the function that is declared on the line, one fact after the other:
 * `parameter 0 calls Close all`, `result 0 fresh response`, `blocks some`.
 *
 * Parameters that can hold nothing to release are left out, and so is what never happens; `untouched` is one to which
 * nothing happens. One that is stored may come to anything else as well.
 */
import type { GoFunction } from '../../src/semantic/names/symbol.ts';
import type { Package } from '../../src/semantic/package.ts';
import type { FunctionSummary, ParameterSummary, ResultSummary } from '../../src/semantic/summaries/summary.ts';
import { Kind } from '../../src/syntax/kinds.ts';
import { type Answer, firstOn } from './place.ts';

export const summary: Answer = (pkg, line) => {
  const fn = declaredOn(pkg, line);
  return fn === undefined ? 'no function' : describe(pkg.summaries.of(fn)).join(', ') || 'nothing';
};

/** `never` is what surely does not happen to the first parameter of the function, of what may happen to a channel. */
export const never: Answer = (pkg, line) => {
  const fn = declaredOn(pkg, line);
  const { closes, sends, receives, stores } = (fn && pkg.summaries.parameter(fn, 0)) ?? {};
  const extents = Object.entries({ closes, receives, sends, stores });
  const excluded = extents.filter(([, extent]) => extent === 'never').map(([fact]) => fact);
  return excluded.join(', ') || 'nothing';
};

/** `blocks` of the function that is declared on the line. */
export const blocks: Answer = (pkg, line) => known(declaredOn(pkg, line), fn => pkg.summaries.blocks(fn));

/** `spawns` of the function that is declared on the line. */
export const spawns: Answer = (pkg, line) => known(declaredOn(pkg, line), fn => pkg.summaries.spawns(fn));

/** `callers` are how many calls of the function that is declared on the line there are, if they are all in sight. */
export const callers: Answer = (pkg, line) => known(declaredOn(pkg, line), fn => pkg.callersOf(fn)?.length);

/** `field` is what the package does with what the field selected first on the line holds, whatever the instance. */
export const field: Answer = (pkg, line) => {
  const cell = pkg.fields.at(firstOn(pkg, line, Kind.SelectorExpression));
  const found = cell === undefined ? undefined : pkg.summaries.fieldSummary(cell);
  return found === undefined ? 'unknown' : describeParameter('it', found).join(', ');
};

function declaredOn(pkg: Package, line: number): GoFunction | undefined {
  return pkg.functionAt(firstOn(pkg, line, Kind.FunctionDeclaration, Kind.MethodDeclaration));
}

function known(fn: GoFunction | undefined, fact: (fn: GoFunction) => string | number | undefined): string {
  return fn === undefined ? 'no function' : String(fact(fn) ?? 'unknown');
}

function describe({
  receiver,
  parameters = [],
  results = [],
  blocks,
  spawns,
  nests = [],
  neverFails,
}: FunctionSummary): string[] {
  return [
    ...(receiver === undefined ? [] : describeParameter('receiver', receiver)),
    ...parameters.flatMap((parameter, index) =>
      parameter === null ? [] : describeParameter(`parameter ${index}`, parameter),
    ),
    ...results.flatMap((result, index) => (result === null ? [] : describeResult(`result ${index}`, result))),
    ...nests.map(index => `nests parameter ${index}`),
    ...(neverFails === true ? ['never fails'] : []),
    ...(blocks === undefined || blocks === 'never' ? [] : [`blocks ${blocks}`]),
    ...(spawns === undefined || spawns === 'never' ? [] : [`spawns ${spawns}`]),
  ];
}

function describeParameter(
  name: string,
  { calls = {}, closes, sends, receives, stores, ...others }: ParameterSummary,
): string[] {
  const extents = Object.entries({ closes, sends, receives, stores }).filter(
    ([, extent]) => extent !== undefined && extent !== 'never',
  );
  const facts = [
    ...Object.entries(calls).map(([path, extent]) => `${name} calls ${path === '' ? 'itself' : path} ${extent}`),
    ...extents.map(([fact, extent]) => `${name} ${fact} ${extent ?? 'unknown'}`),
    ...(others.returnedAs ?? []).map(result => `${name} returned as ${result}`),
  ];
  return facts.length === 0 ? [`${name} untouched`] : facts;
}

function describeResult(name: string, { fresh, alias, fedByGoroutine }: ResultSummary): string[] {
  return [
    ...(fresh === undefined ? [] : [`${name} fresh ${fresh}`]),
    ...(alias === undefined ? [] : [`${name} is ${alias === 'receiver' ? alias : `parameter ${alias}`}`]),
    ...(fedByGoroutine === undefined ? [] : [`${name} fed by goroutine ${fedByGoroutine}`]),
  ];
}
