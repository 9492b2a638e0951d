/**
 * Commands that end with a context and whose output may last longer: the end of the context kills the process alone, and
 * who waits for it waits for its output as well, which its children may hold.
 *
 * Only shells and programs that are chosen at run time, since most others have no children, in local variables whose
 * every use is in sight. Nothing is said of writers that may be files, since a file
 * is handed to the process as it is, nor of pipes, which are read by their owner.
 */
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { dereferenced, isNamed } from '../types/type.ts';
import { assignedValue } from '../value-flow/assignment.ts';
import { boundOfArgument } from './context-end.ts';
import { targetsOf } from './destination.ts';
import type { Origin } from '../value-flow/origins.ts';

export interface LastingOutput {
  /** The call that makes the command. */
  readonly call: Call;
  /** The call that waits for it. */
  readonly wait: Call;
  /** The variable that holds the command; undefined if nothing does. */
  readonly holder: GoSymbol | undefined;
}

/** These copy the output by themselves. */
const COPYING: readonly string[] = ['Output', 'CombinedOutput'];
const WAITING: readonly string[] = [...COPYING, 'Run', 'Wait'];

/** Who sets or uses one of these has thought of what else there is to end. */
const ENDINGS: readonly string[] = ['WaitDelay', 'Cancel', 'SysProcAttr', 'Process'];

const OUTPUTS: readonly string[] = ['Stdout', 'Stderr'];

/** Where a program comes from that others choose; what a package-level variable names tends to be one tool. */
const CHOSEN: readonly Origin['kind'][] = ['parameter', 'receiver', 'field', 'element', 'received', 'computed'];

const SHELL = /^"(?:\/(?:usr\/)?bin\/)?(?:ba|da|z|k)?sh"$|^"(?:cmd|powershell|pwsh)(?:\.exe)?"$/;

export function* lastingOutputs(pkg: Package): Generator<LastingOutput> {
  for (const call of pkg.callsTo('os/exec.CommandContext')) {
    const [, program] = call.args;
    if (program === undefined || isEndless(pkg, call) || !startsOthers(pkg, program)) continue;
    const [target] = targetsOf(pkg, call.place);
    const holder = target === undefined ? undefined : pkg.symbolAt({ file: call.place.file, node: target });
    const wait = holder === undefined ? waitAtOnce(pkg, call) : waitFor(pkg, call, holder);
    if (wait !== undefined) yield { call, wait, holder };
  }
}

/** Whether the program may well start others: a shell, or whatever the caller, a plugin or a setting says. */
function startsOthers(pkg: Package, program: Place): boolean {
  if (pkg.constantOf(program) !== undefined) return SHELL.test(pkg.textOf(program));
  return pkg.origins(program).some(({ kind, at }) => {
    if (kind !== 'call') return CHOSEN.includes(kind);
    return pkg.callAt(at).args.some(argument => pkg.constantOf(argument) === undefined);
  });
}

/** Whether nothing ever ends the context that the call is given. */
function isEndless(pkg: Package, call: Call): boolean {
  const { end, deadline } = boundOfArgument(pkg, call, 0);
  return end === 'none' && deadline === undefined;
}

/** `exec.CommandContext(…).Output()` */
function waitAtOnce(pkg: Package, { place }: Call): Call | undefined {
  const { kind, name = '', node } = pkg.useOf(place);
  return kind === 'method' && COPYING.includes(name) ? pkg.callAt({ file: place.file, node }) : undefined;
}

function waitFor(pkg: Package, call: Call, holder: GoSymbol): Call | undefined {
  if (holder.role !== 'local' || pkg.soleValue(holder)?.node !== call.place.node) return undefined;
  let wait: Call | undefined;
  let isCopied = false;
  for (const at of holder.uses) {
    const { kind, name = '', node } = pkg.useOf(at);
    if (kind === 'method') {
      isCopied ||= COPYING.includes(name);
      if (WAITING.includes(name)) wait ??= pkg.callAt({ file: at.file, node });
    } else if (kind === 'field') {
      if (ENDINGS.includes(name)) return undefined;
      isCopied ||= OUTPUTS.includes(name) && isGivenWriter(pkg, { file: at.file, node });
    } else return undefined;
  }
  return isCopied ? wait : undefined;
}

/** Whether the field gets a writer that is no file, so that a goroutine copies to it until the output ends. */
function isGivenWriter(pkg: Package, field: Place): boolean {
  const value = assignedValue(pkg.tree(field.file), field)?.value;
  if (value === undefined || value.node === NO_NODE) return false;
  if (pkg.callAt(value).key === 'io.MultiWriter') return true;
  const type = dereferenced(pkg.typeOf(value));
  if (type.kind !== 'named' || pkg.types.underlying(type).kind !== 'struct') return false;
  return !isNamed(type, 'os', 'File');
}
