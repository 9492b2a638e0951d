/**
 * One run of the built linter over a checkout, and the lines of code that its findings are counted against.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Confidence, Severity } from '../../src/base/finding.ts';
import { loadWorkspace } from '../../src/workspace/load.ts';
import { moduleDirs } from '../module-dirs.ts';
import type { Checkout } from './repositories.ts';

export interface EvaluatedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly path: string;
  readonly line: number;
  readonly function: string;
  readonly message: string;
  readonly fingerprint: string;
  /** Whether its file is one of those whose lines are counted. */
  readonly inCountedCode: boolean;
}

export interface Run {
  readonly repository: string;
  readonly commit: string;
  /** Physical lines of the analysed files that are neither tests nor generated. */
  readonly lines: number;
  readonly findings: readonly EvaluatedFinding[];
  /** Rules that failed, and the like: what makes the findings incomplete. */
  readonly problems: readonly string[];
}

/** The parts of the json format that are read here. */
interface Report {
  readonly findings: readonly (Omit<EvaluatedFinding, 'line' | 'inCountedCode'> & {
    readonly start: { readonly line: number };
  })[];
  readonly notices: readonly { readonly kind: string; readonly message: string }[];
}

/** One build for everybody, whatever the machine. */
const BUILD = { GOOS: 'linux', GOARCH: 'amd64', CGO_ENABLED: '1', GOFLAGS: '', GOWORK: '' };
const CLI = path.resolve('dist/cli.js');
const NEWLINE = 0x0a;

export async function lintCheckout({ repository, commit, dir }: Checkout, jobs: string): Promise<Run> {
  const nested = moduleDirs(dir).filter(module => module !== dir);
  const patterns = ['./...', ...nested.map(module => `./${path.relative(dir, module)}/...`)];
  const counted = await countedFiles(dir, patterns);
  const { findings, notices } = lint(dir, patterns, jobs);
  return {
    repository,
    commit,
    lines: [...counted].reduce((sum, file) => sum + linesIn(path.join(dir, file)), 0),
    findings: findings.map(finding => ({
      rule: finding.rule,
      severity: finding.severity,
      confidence: finding.confidence,
      path: finding.path,
      line: finding.start.line,
      function: finding.function,
      message: finding.message,
      fingerprint: finding.fingerprint,
      inCountedCode: counted.has(finding.path),
    })),
    problems: notices.filter(({ kind }) => kind === 'rule-failed').map(({ message }) => message),
  };
}

function lint(cwd: string, patterns: readonly string[], jobs: string): Report {
  const args = [CLI, ...patterns, '--format', 'json', '--fail-on', 'none', '--jobs', jobs];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    cwd,
    env: { ...process.env, ...BUILD },
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  // 3: a rule failed, which the notices tell; the rest is reported.
  if (status !== 0 && status !== 3) throw new Error(`goleaklint in ${cwd}: exit ${String(status)}: ${stderr}`);
  return JSON.parse(stdout) as Report;
}

/** Paths relative to `cwd`, as findings have them. */
async function countedFiles(cwd: string, patterns: readonly string[]): Promise<ReadonlySet<string>> {
  const request = { cwd, patterns, env: BUILD, tests: false, allPlatforms: false, moduleCache: false };
  const { units } = await loadWorkspace(request);
  const files = units.filter(unit => unit.reported).flatMap(unit => unit.files);
  return new Set(files.filter(file => !file.isTest && !file.isGenerated).map(file => file.relativePath));
}

function linesIn(file: string): number {
  return readFileSync(file).reduce((count, byte) => count + Number(byte === NEWLINE), 0);
}
