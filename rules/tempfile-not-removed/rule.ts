/**
 * Finds temporary files whose name nobody asks for, so that nobody can remove them, and temporary folders that are not
 * removed on some way out of the function that makes them.
 */
import { obligationOf } from '../../src/rule/obligations.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { unreleased } from '../../src/rule/unreleased.ts';

const isFolder = (resource: string): boolean => resource === 'temp-dir';

/** A file is removed, or moved away, by its name. */
const NAMED = { releases: ['Name'] };

export const rule = defineRule({
  meta: {
    id: 'tempfile-not-removed',
    family: 'resource',
    tier: 'opt-in',
    summary: 'A temporary file or folder is never removed',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'os.CreateTemp and os.MkdirTemp make a file or folder with a new name. Neither Close nor the end of the ' +
      'process removes it, and nobody but the program knows when it is no longer needed. What is left fills the ' +
      'disk, or the memory where /tmp is a tmpfs, until somebody cleans up; many systems do so only at boot.',
    remedy:
      'Write `defer os.Remove(f.Name())` right after the error check of CreateTemp, and `defer os.RemoveAll(dir)` ' +
      'after that of MkdirTemp. In tests use t.TempDir.',
    limits:
      'Holds for every version of Go. Reports a file only if its Name method is never called, in the function or ' +
      'where it passes the file, since whoever has the name may remove the file. Folders that are returned, stored, ' +
      'part of another path or passed to code that goleaklint cannot see are left to whoever gets them. Some ' +
      'programs keep the folder on purpose, to look for a fault; hence opt-in.',
    references: ['https://pkg.go.dev/os#CreateTemp', 'https://pkg.go.dev/os#MkdirTemp'],
    messages: {
      file:
        'nothing asks for the name of this temporary file, so that nothing removes it and it stays on the disk; write defer ' +
        'os.Remove({holder}.Name()) after the check of the error',
      unheld:
        'nothing holds this temporary file, so that nothing can remove it and it stays on the disk; keep it and remove it ' +
        'by its name',
      folder:
        'nothing removes the temporary folder {holder}, which stays on the disk with all that is in it; write defer ' +
        'os.RemoveAll({holder}) after the check of the error',
      missed:
        'the temporary folder {holder} is not removed on the way to line {line} and stays on the disk with all that is in ' +
        'it; write defer os.RemoveAll({holder}) right after the check of the error',
    },
    options: {},
    metric: 'own',
    refutable: false,
  },
  triggers: ['CreateTemp', 'MkdirTemp', 'TempFile', 'TempDir'],
  check({ pkg, report }) {
    for (const call of pkg.callsTo('os.CreateTemp', 'io/ioutil.TempFile')) {
      const { status, holder, elsewhere, discarded } = obligationOf(pkg, call, NAMED);
      if (status !== 'unmet' || elsewhere === true) continue;
      report(call.place, discarded === true ? 'unheld' : 'file', { data: { holder: holder?.name ?? '' } });
    }
    for (const { call, loss, detail } of unreleased(pkg, isFolder)) {
      if (loss !== 'never' && loss !== 'missed') continue;
      // The deferred call that is proposed elsewhere has no argument.
      report(call.place, loss === 'never' ? 'folder' : 'missed', { ...detail, suggestions: [] });
    }
  },
});
