/**
 * `type` is that of the value assigned on the line, `constant` its value, `definition` what the first name of it is bound
 * to, `callee` that of the first call on the line, `called` the type of the function that it calls, `shift` that of the first
 * shift.
 */
import type { Callee } from '../../src/semantic/inference/callee.ts';
import { printType } from '../../src/semantic/types/type-text.ts';
import { Field, Kind } from '../../src/syntax/kinds.ts';
import { NO_NODE } from '../../src/syntax/tree.ts';
import { type Answer, assignedValue, firstOn, lineOf } from './place.ts';

export const type: Answer = (pkg, line) => printType(pkg.typeOf(assignedValue(pkg, line)));

export const constant: Answer = (pkg, line) => String(pkg.constantOf(assignedValue(pkg, line)));

/** The name that an expression starts with: x of `x.f(y)`. */
export const definition: Answer = (pkg, line) => {
  let at = assignedValue(pkg, line);
  const tree = pkg.tree(at.file);
  for (let inner = at.node; inner !== NO_NODE; inner = tree.firstNamedChild(inner)) at = { ...at, node: inner };
  const symbol = pkg.symbolAt(at);
  if (symbol === undefined || symbol.kind === 'unknown') return 'unknown';
  if (symbol.kind === 'package') return `package ${symbol.path}`;
  const { declaration } = symbol;
  if (declaration === undefined)
    return symbol.path === '' ? `predeclared ${symbol.name}` : `imported from ${symbol.path}`;
  const declaring = pkg.tree(declaration.file);
  return `${symbol.role ?? symbol.kind} of line ${declaring.lineAt(declaring.startOf(declaration.node)) + 1}`;
};

export const callee: Answer = (pkg, line) =>
  describe(pkg.callAt(firstOn(pkg, line, Kind.CallExpression, Kind.TypeConversionExpression)).callee);

export const called: Answer = (pkg, line) => {
  const { file, node } = firstOn(pkg, line, Kind.CallExpression);
  return printType(pkg.typeOf({ file, node: pkg.tree(file).childByField(node, Field.Function) }));
};

export const shift: Answer = (pkg, line) => {
  for (const at of pkg.nodes(Kind.BinaryExpression)) {
    const tree = pkg.tree(at.file);
    const operator = tree.textOf(tree.childByField(at.node, Field.Operator));
    const isShift = operator === '<<' || operator === '>>';
    if (isShift && lineOf(pkg, at) === line) return printType(pkg.typeOf(at));
  }
  return 'none';
};

function describe(callee: Callee): string {
  switch (callee.kind) {
    case 'function':
      return callee.key;
    case 'builtin':
      return `builtin ${callee.name}`;
    case 'conversion':
      return `conversion to ${printType(callee.type)}`;
    case 'value':
      return 'a function value';
    case 'literal':
      return 'a function literal';
    case 'unknown':
      return 'unknown';
  }
}
