/**
 * Finds contexts of callers that are stored in an element of a slice or array which outlives the call.
 *
 * Such an element stays until it is overwritten. Maps are left alone, whose entries are mostly deleted in the end, and so
 * are plain fields, which tend to hold the context of the object itself.
 */
import type { GoSymbol, Package, Place } from '../../src/rule/package.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { Field, Kind, NO_NODE } from '../../src/rule/syntax.ts';

export const rule = defineRule({
  meta: {
    id: 'context-retention',
    family: 'retention',
    tier: 'opt-in',
    summary: 'A context is stored in an element of a slice that outlives the call, and keeps its values alive',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'A context refers to every value that was put into it and into its parents: requests, users, spans, loggers. ' +
      'If it is stored in an element of a slice or an array of a long-lived object, all of that stays in memory ' +
      'until the element is overwritten. On a quiet server that may be never.',
    remedy:
      'Store only what you need from the context, such as an identifier or `trace.SpanContextFromContext(ctx)`. Or ' +
      'set the element back to nil when you are done with it.',
    limits:
      'Holds for every version of Go. Sees only parameters of type context.Context that are stored, directly or in ' +
      'a literal, in an element of a slice or array of the receiver or of the package. Not reported: fields and ' +
      'elements that the package sets to nil or to an empty literal somewhere, slices and arrays that it clears, ' +
      'and slices that are appended to, since whether those shrink is not known.',
    references: ['https://pkg.go.dev/context', 'https://github.com/open-telemetry/opentelemetry-go/pull/8389'],
    messages: {
      kept:
        '{context} is stored in {slot}, which outlives the call, and keeps every value in it alive until the ' +
        'element is overwritten; store only what is needed of it',
    },
    options: {},
    metric: 'cum',
    refutable: false,
  },
  triggers: ['context'],
  check({ pkg, report }) {
    const contexts = pkg.functions.flatMap(fn => fn.parameters).filter(symbol => isContext(pkg, symbol));
    for (const { name, uses } of contexts) {
      for (const at of uses) {
        const slot = slotOf(pkg, at);
        if (slot === undefined || isCleared(pkg, at, slot)) continue;
        report(at, 'kept', { data: { context: name, slot: pkg.textOf(slot) } });
      }
    }
  },
});

function isContext(pkg: Package, symbol: GoSymbol | undefined): symbol is GoSymbol {
  if (symbol === undefined) return false;
  const type = pkg.typeOfSymbol(symbol);
  return type.kind === 'named' && type.path === 'context' && type.name === 'Context';
}

/** The element, or its field, in which a value is stored, if that outlives the call. */
function slotOf(pkg: Package, at: Place): Place | undefined {
  const use = pkg.useOf(at);
  if (use.kind === 'literal') return slotOf(pkg, { file: at.file, node: use.node });
  if (use.kind !== 'stored' || use.target === undefined) return undefined;
  const target = { file: at.file, node: use.target };
  return isLongLivedElement(pkg, target) ? target : undefined;
}

/** `r.slots[i].ctx`: there is an element of a slice or array on the way from a receiver or variable of the package. */
function isLongLivedElement(pkg: Package, { file, node }: Place): boolean {
  const tree = pkg.tree(file);
  let hasElement = false;
  for (let at = node; at !== NO_NODE; at = tree.childByField(at, Field.Operand)) {
    switch (tree.kindOf(at)) {
      case Kind.SelectorExpression:
        break;
      case Kind.IndexExpression: {
        const { kind } = pkg.underlyingOf({ file, node: tree.childByField(at, Field.Operand) });
        if (kind === 'map' || kind === 'unknown') return false;
        hasElement = true;
        break;
      }
      case Kind.Identifier: {
        const role = pkg.symbolAt({ file, node: at })?.role;
        return hasElement && (role === 'receiver' || role === 'global');
      }
      default:
        return false;
    }
  }
  return false;
}

/** Whether the package sets the field, the element or all elements back somewhere. */
function isCleared(pkg: Package, at: Place, slot: Place): boolean {
  const field = pkg.fields.at(slot) ?? pkg.fields.ofElement(at);
  return [...(field?.selectors ?? []), ...mentionsOfContainers(pkg, slot)].some(mention => isSetBack(pkg, mention));
}

/** Every place at which the package mentions a slice or array that the slot is in. */
function mentionsOfContainers(pkg: Package, { file, node }: Place): Place[] {
  const tree = pkg.tree(file);
  const mentions: Place[] = [];
  for (let at = node; at !== NO_NODE; at = tree.childByField(at, Field.Operand)) {
    if (tree.kindOf(at) !== Kind.IndexExpression) continue;
    const container = { file, node: tree.childByField(at, Field.Operand) };
    mentions.push(...(pkg.fields.at(container)?.selectors ?? pkg.symbolAt(container)?.uses ?? []));
  }
  return mentions;
}

/** Whether nil or an empty literal is assigned to the expression or to a part of it, or it is cleared. */
function isSetBack(pkg: Package, at: Place): boolean {
  const use = pkg.useOf(at);
  switch (use.kind) {
    case 'indexed':
    case 'field':
      return isSetBack(pkg, { file: at.file, node: use.node });
    case 'builtin':
      return use.name === 'clear';
    case 'assigned':
      return assignsNothing(pkg, { file: at.file, node: use.node });
    default:
      return false;
  }
}

function assignsNothing(pkg: Package, { file, node }: Place): boolean {
  const tree = pkg.tree(file);
  const right = tree.childByField(node, Field.Right);
  if (right === NO_NODE) return false;
  return tree
    .namedChildren(right)
    .some(
      value =>
        tree.kindOf(value) === Kind.Nil ||
        (tree.kindOf(value) === Kind.CompositeLiteral &&
          tree.firstNamedChild(tree.childByField(value, Field.Body)) === NO_NODE),
    );
}
