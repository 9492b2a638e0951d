/**
 * Finds commands that end with a context, but for whose output the program goes on waiting.
 */
import { lastingOutputs } from '../../src/rule/obligations.ts';
import { defineRule } from '../../src/rule/rule.ts';

/** Cmd.WaitDelay is in Go from this version on. */
const WAIT_DELAY = 20;

export const rule = defineRule({
  meta: {
    id: 'cmd-without-wait-delay',
    family: 'resource',
    tier: 'opt-in',
    summary: 'The context of a command ends, but Wait still waits for output that a child process keeps open',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'When the context of exec.CommandContext ends, Go kills the process but not the children that it has started. ' +
      'If the output goes to something that is not a file, such as a buffer, a goroutine copies it, and Wait, Run, ' +
      'Output and CombinedOutput return only when every process that has inherited the output has closed it. A ' +
      'child that is left keeps it open: the caller, the copying goroutine and the pipe stay for as long as that ' +
      'child lives, whatever the timeout says. Measured with Go 1.26: sh -c "sleep 3 & sleep 3" with a timeout of ' +
      '100 ms returns after 3 s; with a WaitDelay of 100 ms after 200 ms.',
    remedy:
      'Set cmd.WaitDelay before the command is started. It starts to count when the context ends or the process ' +
      'exits. When it has passed, Go closes the pipes, and Wait returns: with the error of the killed process, or ' +
      'with exec.ErrWaitDelay if the process itself succeeded. To end the children too, start the command in its ' +
      'own process group and kill the group in cmd.Cancel.',
    limits:
      'For Go 1.20 or newer, which has WaitDelay. Whether a program starts others is not known: only shells are ' +
      'reported, and programs that are chosen at run time, many of which have no children either; hence opt-in. A ' +
      'fixed program that does start others, such as git, is missed. Sees only commands whose every use is known, ' +
      'and not those with a Cancel, a SysProcAttr, or a use of their Process. Writers that may be files, Stdin, ' +
      'StdoutPipe and StderrPipe are not looked at.',
    references: ['https://pkg.go.dev/os/exec#Cmd', 'https://go.dev/issue/23019'],
    messages: {
      missing:
        'when its context ends, only the process itself is killed, and {wait} goes on waiting for its output while any child ' +
        'of it has that open; set {command}.WaitDelay before it',
      unheld:
        'when its context ends, only the process itself is killed, and {wait} goes on waiting for its output while any child ' +
        'of it has that open; keep the command in a variable and set its WaitDelay',
    },
    options: {},
    metric: 'own',
    refutable: false,
  },
  triggers: ['CommandContext'],
  check({ pkg, versions, report }) {
    if (versions.library < WAIT_DELAY) return;
    for (const { call, wait, holder } of lastingOutputs(pkg)) {
      const name = wait.key.slice(wait.key.lastIndexOf('.') + 1);
      report(call.place, holder === undefined ? 'unheld' : 'missing', {
        data: { command: holder?.name ?? '', wait: name },
        related: holder === undefined ? [] : [{ at: wait.place, message: 'the command is waited for here' }],
        evidence: [
          { kind: 'lines', at: call.place },
          { kind: 'lines', at: wait.place },
        ],
      });
    }
  },
});
