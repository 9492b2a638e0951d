/**
 * Not part of `npm test`: needs Linux on x86-64, the only Linux that sarif-multitool has a program for.
 *
 * Runs `sarif-multitool validate` with GitHub's rules over SARIF files, those of the arguments or the golden ones. Its
 * exit code is 0 even for errors, so its output is read instead. The program is called directly, since its wrapper
 * puts the arguments through a shell, which takes the semicolon for its own.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';

const GOLDEN = 'testdata/golden';

const require = createRequire(import.meta.url);
const requireOfTool = createRequire(require.resolve('@microsoft/sarif-multitool'));
const program = requireOfTool.resolve('@microsoft/sarif-multitool-linux/Sarif.Multitool');
// What the install script of the package does, which npm may not have run.
chmodSync(program, 0o755);

function sarifFiles(): string[] {
  const names = readdirSync(GOLDEN).filter(name => name.endsWith('.sarif'));
  if (names.length === 0) throw new Error(`no SARIF file in ${GOLDEN}`);
  return names.map(name => `${GOLDEN}/${name}`);
}

function validate(file: string): void {
  const { stdout, stderr, error } = spawnSync(program, ['validate', file, '--rule-kind', 'Sarif;Ghas'], {
    encoding: 'utf8',
  });
  if (error) throw error;
  const output = `${stdout}${stderr}`;
  const errors = output.split('\n').filter(line => /: error [A-Z]+\d+/.test(line));
  const isComplete = /Analysis completed successfully|Done\. [\d,]+ files? scanned/.test(output);
  console.log(`${file}: ${isComplete ? `${errors.length} errors` : 'not analysed'}`);
  if (errors.length > 0 || !isComplete) {
    process.exitCode = 1;
    console.log(output);
  }
}

const named = process.argv.slice(2);
for (const file of named.length > 0 ? named : sarifFiles()) validate(file);
