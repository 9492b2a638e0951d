/**
 * From a resolved package to the facts that its importers read.
 *
 * Unexported declarations are part of them: exported ones may embed or return them, and the test units of a package
 * see all of it.
 */
import type { FunctionFact, MethodFact, PackageFacts, TypeFact } from './facts.ts';
import { FACTS_SCHEMA } from './facts.ts';
import type { Inference } from './inference/inference.ts';
import { treeOf } from './inference/model.ts';
import type { GoFunction, GoSymbol } from './names/symbol.ts';
import type { FunctionSummary } from './summaries/summary.ts';
import { printType } from './types/type-text.ts';
import { named } from './types/type.ts';

/** `summaryOf` gives what is known of a function's body. */
export function exportFacts(
  inference: Inference,
  name: string,
  summaryOf: (fn: GoFunction) => FunctionSummary | undefined,
): PackageFacts {
  const { model } = inference;
  const functionAt = new Map(model.functions.map(fn => [`${fn.place.file}:${fn.place.node}`, fn]));
  const facts = {
    types: {} as Record<string, TypeFact>,
    functions: {} as Record<string, FunctionFact>,
    variables: {} as Record<string, { type: string }>,
    constants: {} as Record<string, { type: string; value?: number | string | boolean }>,
  };
  for (const symbol of model.scope.symbols) {
    const { declaration } = symbol;
    if (declaration === undefined) continue;
    switch (symbol.kind) {
      case 'type':
        facts.types[symbol.name] = typeFact(inference, symbol, summaryOf);
        break;
      case 'function': {
        const node = treeOf(model, declaration.file).parentOf(declaration.node);
        const fn = functionAt.get(`${declaration.file}:${node}`);
        const summary = fn === undefined ? undefined : summaryOf(fn);
        const type = printType(inference.typeOfSymbol(symbol));
        facts.functions[symbol.name] = { type, ...(summary !== undefined && { summary }) };
        break;
      }
      case 'variable':
        facts.variables[symbol.name] = { type: printType(inference.typeOfSymbol(symbol)) };
        break;
      case 'constant': {
        const value = inference.constantAt(declaration.file, declaration.node);
        const type = printType(inference.typeOfSymbol(symbol));
        facts.constants[symbol.name] = { type, ...(value !== undefined && { value }) };
        break;
      }
      default:
        break;
    }
  }
  return { schema: FACTS_SCHEMA, path: model.path, name, ...facts };
}

function typeFact(
  inference: Inference,
  symbol: GoSymbol,
  summaryOf: (fn: GoFunction) => FunctionSummary | undefined,
): TypeFact {
  const info = inference.table.lookup(named(inference.model.path, symbol.name));
  const methods = methodFacts(inference, symbol.name, summaryOf);
  return {
    type: printType(info?.underlying ?? { kind: 'unknown' }),
    ...(info?.alias === true && { alias: true }),
    ...(info !== undefined && info.parameters.length > 0 && { parameters: info.parameters }),
    ...(Object.keys(methods).length > 0 && { methods }),
  };
}

/** The methods that the unit's own files declare on a type, whether it is declared there or not. */
export function methodFacts(
  inference: Inference,
  type: string,
  summaryOf: (fn: GoFunction) => FunctionSummary | undefined,
): Record<string, MethodFact> {
  const info = inference.table.lookup(named(inference.model.path, type));
  const methods: Record<string, MethodFact> = {};
  for (const [name, fn] of inference.own.methodsOf(type)) {
    const method = info?.method(name);
    if (method === undefined) continue;
    const summary = summaryOf(fn);
    methods[name] = {
      type: printType(method.type),
      ...(method.pointer && { pointer: true }),
      ...(summary !== undefined && { summary }),
    };
  }
  return methods;
}
