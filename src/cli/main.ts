/**
 * The bin: says so if this Node is too old, and only then loads the program, which such a Node could not even parse.
 *
 * The test keeps to old syntax for that reason. It is needed since npm only warns about `engines`, and pre-commit
 * takes whatever Node it finds.
 */
import process from 'node:process';

const OLDEST = [20, 19] as const;
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  process.stderr.write(
    'goleaklint: needs Node.js ' +
      OLDEST.join('.') +
      ' or newer, this is ' +
      process.versions.node +
      '\n' +
      '  Install a newer one, or let pre-commit do it: language_version: 22.14.0\n',
  );
  process.exitCode = 2;
} else {
  import('./program.ts')
    .then(program => program.runProcess())
    .catch((error: unknown) => {
      process.stderr.write('goleaklint: internal error: ' + String(error) + '\n');
      process.exitCode = 3;
    });
}
