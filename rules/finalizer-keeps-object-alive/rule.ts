/**
 * Finds finalizers and cleanups that refer to their own object, so that it is never collected and they never run.
 *
 * The runtime holds the function and the argument of a cleanup as long as the object lives. If one of them reaches the
 * object, that is for ever. Only references that this code makes visible count; an object whose variable is assigned
 * again after the call is left alone.
 */
import { type Holding, holdingIn, identityIn, ringIn } from '../../src/rule/references.ts';
import type { Call, Package, Place } from '../../src/rule/package.ts';
import { defineRule, type Detail, type FixDetail } from '../../src/rule/rule.ts';
import { Field, Kind } from '../../src/rule/syntax.ts';

type Message =
  | 'closure'
  | 'methodValue'
  | 'methodWithoutParameter'
  | 'owner'
  | 'ring'
  | 'cleanupClosure'
  | 'cleanupArgument'
  | 'cleanupInside'
  | 'cleanupPanics';

interface Problem {
  readonly message: Message;
  readonly at: Place;
  readonly detail?: Detail;
}

export const rule = defineRule({
  meta: {
    id: 'finalizer-keeps-object-alive',
    family: 'finalizer',
    tier: 'default',
    summary: 'A finalizer or cleanup refers to its own object, which is therefore never freed',
    severity: 'error',
    confidence: 'high',
    since: '0.1.0',
    why:
      'A finalizer or cleanup runs when nothing refers to its object any more. But the runtime keeps the function ' +
      'passed to SetFinalizer, and the function and argument passed to AddCleanup, as long as the object lives. If ' +
      'they refer to the object (a closure that uses it, a method value such as h.Close, an argument that contains ' +
      'it), it stays in memory for ever, and the finalizer never releases anything. The same is true for an object ' +
      'with a finalizer that is part of a ring, two or more objects that refer to each other: measured with Go ' +
      '1.26, such a ring is never freed.',
    remedy:
      'Use the parameter of the finalizer instead of the outer variable, or a method expression such as ' +
      '`(*T).Close`. With AddCleanup (Go 1.24) pass only what has to be released, such as a file descriptor. A ' +
      'cleanup also works for objects in a ring.',
    limits:
      'Holds for every version of Go. Sees closures, method values, composite literals, variables that are assigned ' +
      'once, and rings of two objects that the same function ties together. References made by a called function ' +
      'are missed. An object that points to itself is no ring in this sense: Go frees it.',
    references: [
      'https://pkg.go.dev/runtime#SetFinalizer',
      'https://pkg.go.dev/runtime#AddCleanup',
      'https://go.dev/doc/gc-guide#Finalizers_cleanups_and_weak_pointers',
    ],
    messages: {
      closure:
        'the finalizer captures {object}, its own object, which therefore stays reachable for ever and is never ' +
        'finalized; use the parameter of the function instead',
      methodValue:
        'the method value {value} binds {object}, the object to be finalized, which therefore stays reachable for ever; ' +
        'use a function that gets the object as its parameter',
      methodWithoutParameter:
        'the method value {value} binds {object} and takes no parameter, so that SetFinalizer ends the program; use ' +
        'the method expression {expression}',
      owner:
        'the finalizer captures {owner}, which refers to its object {object}, so that the object stays reachable for ' +
        'ever and is never finalized; use the parameter of the function instead',
      ring:
        '{object} has a finalizer and lies in a ring of references, through {value}; such a ring is never collected and ' +
        'the finalizer never runs; put the finalizer on a part without references back, or use runtime.AddCleanup',
      cleanupClosure:
        'the cleanup refers to {object}, its own object, which therefore stays reachable for ever (Go 1.26 panics ' +
        'here); pass what is to be released as the argument',
      cleanupArgument:
        'the argument of the cleanup holds {object}, its own object, which therefore stays reachable for ever; pass ' +
        'only what is to be released',
      cleanupInside:
        'the argument of the cleanup points into {object}, its own object, which therefore stays reachable for ever (Go ' +
        '1.26 panics here); pass a copy of what is to be released',
      cleanupPanics:
        'AddCleanup panics if its argument is the object itself, since the cleanup could never run; pass only what is to ' +
        'be released, not {object}',
    },
    options: {},
    metric: 'cum',
    refutable: false,
  },
  triggers: ['SetFinalizer', 'AddCleanup'],
  check({ pkg, report }) {
    for (const call of pkg.callsTo('runtime.SetFinalizer')) {
      const [object, finalizer] = call.args;
      if (object === undefined || finalizer === undefined || isReassignedAfter(pkg, call, object)) continue;
      const problem = problemOfFinalizer(pkg, call, object, finalizer);
      if (problem !== undefined) tell(problem, object);
    }
    for (const call of pkg.callsTo('runtime.AddCleanup')) {
      const [object, cleanup, argument] = call.args;
      if (object === undefined || cleanup === undefined || isReassignedAfter(pkg, call, object)) continue;
      const problem = problemOfCleanup(pkg, object, cleanup, argument);
      if (problem !== undefined) tell(problem, object);
    }

    function tell({ message, at, detail }: Problem, object: Place): void {
      const made = allocationOf(pkg, object);
      const data = { object: pkg.textOf(object), ...detail?.data };
      const evidence = made === undefined ? {} : { evidence: [{ kind: 'lines', at: made } as const] };
      report(at, message, { ...evidence, ...detail, data });
    }
  },
});

function problemOfFinalizer(pkg: Package, call: Call, object: Place, finalizer: Place): Problem | undefined {
  if (pkg.textOf(finalizer) === 'nil') return undefined;
  const holding = holdingIn(pkg, finalizer, object);
  if (holding !== undefined) return problemOfHolding(pkg, holding, object);
  const ring = call.caller === undefined ? undefined : ringIn(pkg, call.caller, object);
  if (ring === undefined) return undefined;
  const related = [{ at: ring, message: 'refers back to the object' }];
  return {
    message: 'ring',
    at: call.place,
    detail: { confidence: 'medium', data: { value: textOfStart(pkg, ring) }, related },
  };
}

function problemOfHolding(pkg: Package, holding: Holding, object: Place): Problem | undefined {
  const { at } = holding;
  switch (holding.kind) {
    case 'closure':
      return { message: 'closure', at };
    case 'closure-over-owner':
      return { message: 'owner', at, detail: { data: { owner: holding.through.name } } };
    case 'method-value':
      return problemOfMethodValue(pkg, at, object);
    default:
      return undefined;
  }
}

/** A method value without a parameter does not fit; with one it binds the object for ever. */
function problemOfMethodValue(pkg: Package, at: Place, object: Place): Problem | undefined {
  const value = pkg.textOf(at);
  const type = pkg.typeOf(at);
  if (type.kind !== 'func') return undefined;
  if (type.parameters.length !== 0) return { message: 'methodValue', at, detail: { data: { value } } };
  const fix = methodExpressionFix(pkg, at, object);
  const expression = fix?.edits[0]?.text ?? `(*T).${value.slice(value.lastIndexOf('.') + 1)}`;
  return { message: 'methodWithoutParameter', at, detail: { data: { value, expression }, ...(fix && { fix }) } };
}

/** `(*T).M` for `x.M`, where x is a pointer to a type that this package declares without type parameters. */
function methodExpressionFix(pkg: Package, at: Place, object: Place): FixDetail | undefined {
  const type = pkg.typeOf(object);
  if (type.kind !== 'pointer' || type.element.kind !== 'named') return undefined;
  const { path, name, args } = type.element;
  if (path !== pkg.path || args.length > 0 || !/^[\p{L}_]\w*$/u.test(name)) return undefined;
  const tree = pkg.tree(at.file);
  const text = `(*${name}).${tree.textOf(tree.childByField(at.node, Field.Field))}`;
  return { title: `Use the method expression ${text}`, edits: [{ at, text }] };
}

function problemOfCleanup(
  pkg: Package,
  object: Place,
  cleanup: Place,
  argument: Place | undefined,
): Problem | undefined {
  const byFunction = holdingIn(pkg, cleanup, object);
  if (byFunction !== undefined) return { message: 'cleanupClosure', at: byFunction.at };
  const byArgument = argument === undefined ? undefined : holdingIn(pkg, argument, object);
  if (argument === undefined || byArgument === undefined) return undefined;
  return { message: ARGUMENT_MESSAGES[byArgument.kind] ?? 'cleanupArgument', at: argument };
}

const ARGUMENT_MESSAGES: Partial<Record<Holding['kind'], Message>> = {
  itself: 'cleanupPanics',
  interior: 'cleanupInside',
};

/** Whether the variable of the object gets another value later, so that what is captured may be that one. */
function isReassignedAfter(pkg: Package, call: Call, object: Place): boolean {
  const symbol = identityIn(pkg, object)?.symbol;
  if (symbol === undefined) return false;
  return symbol.uses.some(at => at.node > call.place.node && pkg.useOf(at).kind === 'assigned');
}

/** Where the object is made: what a heap profile shows. */
function allocationOf(pkg: Package, object: Place): Place | undefined {
  const identity = identityIn(pkg, object);
  if (identity === undefined) return undefined;
  return pkg.soleValue(identity.symbol) ?? identity.symbol.declaration;
}

/** The text of an expression as far as it fits into a sentence. */
function textOfStart(pkg: Package, at: Place): string {
  const tree = pkg.tree(at.file);
  if (tree.kindOf(at.node) === Kind.FuncLiteral) return 'a closure';
  return pkg.textOf(at).split(/[{\n]/, 1)[0] ?? '';
}
