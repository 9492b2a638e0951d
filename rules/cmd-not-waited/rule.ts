/**
 * Finds commands that are started and never waited for.
 */
import { lineOf } from '../../src/rule/line.ts';
import { obligationOfOperand } from '../../src/rule/obligations.ts';
import { defineRule } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'cmd-not-waited',
    family: 'resource',
    tier: 'opt-in',
    summary: 'A command is started and not waited for on every path',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    why:
      "A process that has ended stays in the system's process table, as a zombie, until its parent waits for it. " +
      'Cmd.Start also starts a goroutine for each of Stdin, Stdout and Stderr that is not a file, and opens pipes ' +
      'that only Wait closes. Measured on Linux with Go 1.26: every command that is started without Wait leaves a ' +
      'zombie until the program ends; no garbage collection removes it.',
    remedy:
      'Use Cmd.Run, or call Cmd.Wait on every path after a successful Start. If nobody needs the result, write `go ' +
      'cmd.Wait()`. Process.Release frees what Go keeps of the process but does not remove the zombie: use it only ' +
      'if something else waits for children.',
    limits:
      'Holds for every version of Go. Sees only commands that the function makes itself and keeps in a local ' +
      'variable. It does no harm in a program that ends soon; hence opt-in.',
    references: ['https://pkg.go.dev/os/exec#Cmd.Start'],
    messages: {
      never:
        'nothing waits for this command, so that it stays as a zombie when it has ended, until this process ends too; ' +
        'write go {command}.Wait() after the check of the error, or use Run',
      missed:
        'nothing waits for this command on the way to line {line}, so that it stays as a zombie when it has ended, until ' +
        'this process ends too; call {command}.Wait() on that way as well',
      discarded:
        'nothing can wait for this command, so that it stays as a zombie when it has ended, until this process ends too; ' +
        'keep it in a variable and call its Wait, or use Run',
    },
    options: {},
    metric: 'own',
    refutable: false,
  },
  triggers: ['os/exec'],
  check({ pkg, report }) {
    for (const call of pkg.callsTo('os/exec.(*Cmd).Start')) {
      const { status, discarded, holder, exit, elsewhere, path = [] } = obligationOfOperand(pkg, call, 'command');
      if (status !== 'unmet') continue;
      const isMissed = elsewhere === true && exit !== undefined;
      report(call.place, discarded === true ? 'discarded' : isMissed ? 'missed' : 'never', {
        data: { command: holder?.name ?? '', line: exit === undefined ? 0 : lineOf(pkg, exit) },
        ...(path.length > 0 && { related: path.slice(-1) }),
      });
    }
  },
});
