/**
 * The linters that are compared: how each is called for one directory, and how its output is read. Only the checks of each
 * that look for leaks are switched on, and each uses one processor.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Alert } from './peer-score.ts';

export interface Target {
  /** Absolute. */
  readonly dir: string;
  /** `./server` and the like. */
  readonly packages: readonly string[];
  readonly go?: string;
}

/** Its paths are absolute, or relative to the directory of the target. */
type Parsed = Omit<Alert, 'end' | 'related'> & Partial<Alert>;

export interface Tool {
  readonly name: string;
  /** What `--version` or its like must print for the figures to be comparable. */
  readonly version: string;
  readonly versionCommand: readonly string[];
  readonly install: string;
  /** Whether it needs the types of all dependencies, so a module that builds. */
  readonly needsBuild: boolean;
  command(target: Target): string[];
  parse(stdout: string): Parsed[];
}

export interface ToolRun {
  readonly milliseconds: number;
  readonly alerts: readonly Alert[];
  readonly failure?: string;
}

const TIMEOUT_MS = 15 * 60 * 1000;
const CLI = path.resolve('dist/cli.js');
const CONFIGS = path.resolve('test/eval');

const STATICCHECK: Readonly<Record<string, readonly string[]>> = {
  SA1015: ['timer'],
  SA5003: ['defer'],
  SA5005: ['finalizer'],
  SA6002: ['pool'],
  SA9001: ['defer'],
};

const VET: Readonly<Record<string, readonly string[]>> = { lostcancel: ['context'], loopclosure: ['loopvar'] };

const GOLANGCI: Readonly<Record<string, readonly string[]>> = {
  bodyclose: ['resource'],
  fatcontext: ['context'],
  gocritic: ['defer'],
  gosec: ['context', 'goroutine'],
  prealloc: ['allocation'],
  revive: ['defer'],
  rowserrcheck: ['resource'],
  spancheck: ['resource'],
  sqlclosecheck: ['resource'],
};

/** As the json format has it. */
interface Span {
  readonly path: string;
  readonly start: { readonly line: number };
  readonly end: { readonly line: number };
}

const ours: Tool = {
  name: 'goleaklint',
  version: '',
  versionCommand: [process.execPath, CLI, '--version'],
  install: 'npm run build',
  needsBuild: false,
  command: ({ packages, go }) => {
    const version = go === undefined ? [] : ['--go', go];
    const rest = ['--format', 'json', '--fail-on', 'none', '--jobs', '1', '--tests=false', ...version];
    return [process.execPath, CLI, ...packages, ...rest];
  },
  parse: stdout => {
    const { findings } = JSON.parse(stdout) as {
      findings: (Span & { rule: string; family: string; related: Span[] })[];
    };
    const linesOf = ({ path: file, start, end }: Span): Alert['related'][number] => ({
      path: file,
      start: start.line,
      end: end.line,
    });
    return findings.map(({ rule, family, related, ...span }) => {
      return { rule, families: [family], ...linesOf(span), related: related.map(linesOf) };
    });
  },
};

const vet: Tool = {
  name: 'go vet',
  version: 'go1.',
  versionCommand: ['go', 'version'],
  install: 'https://go.dev/doc/install',
  needsBuild: true,
  command: ({ packages }) => ['go', 'vet', '-json', ...Object.keys(VET).map(name => `-${name}`), ...packages],
  parse: stdout => {
    // One object for each package, with lines `# package` between them.
    const objects = stdout.replaceAll(/^#.*\n/gm, '').replaceAll('}\n{', '},\n{');
    const packages = JSON.parse(`[${objects}]`) as Record<
      string,
      Record<string, { posn: string }[] | { error: string }>
    >[];
    return packages
      .flatMap(found => Object.values(found))
      .flatMap(checks => Object.entries(checks))
      .flatMap(([rule, found]) => {
        if (!Array.isArray(found)) throw new Error(found.error);
        return found.map(({ posn }) => ({ rule, families: VET[rule] ?? [], ...placeOf(posn) }));
      });
  },
};

const staticcheck: Tool = {
  name: 'staticcheck',
  version: '0.8.2',
  versionCommand: ['staticcheck', '-version'],
  install: 'go install honnef.co/go/tools/cmd/staticcheck@v0.8.2',
  needsBuild: true,
  command: ({ packages }) => {
    const checks = Object.keys(STATICCHECK).join(',');
    return ['staticcheck', '-f', 'json', '-tests=false', '-fail', 'none', '-checks', checks, ...packages];
  },
  parse: stdout => {
    const rows = stdout.split('\n').filter(Boolean);
    return rows.map(row => {
      const { code, message, location } = JSON.parse(row) as {
        code: string;
        message: string;
        location: { file: string; line: number };
      };
      if (code === 'compile') throw new Error(message);
      return { rule: code, families: STATICCHECK[code] ?? [], path: location.file, start: location.line };
    });
  },
};

const golangci: Tool = {
  name: 'golangci-lint',
  version: '2.15.0',
  versionCommand: ['golangci-lint', 'version', '--short'],
  install: 'go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0',
  needsBuild: true,
  command: ({ packages }) => {
    const output = [
      '--output.json.path',
      'stdout',
      '--show-stats=false',
      '--issues-exit-code',
      '0',
      '--path-mode',
      'abs',
    ];
    const config = ['--config', path.join(CONFIGS, 'golangci.yml'), '--concurrency', '1', '--allow-parallel-runners'];
    return ['golangci-lint', 'run', ...config, ...output, ...packages];
  },
  parse: stdout => {
    const { Issues: issues } = JSON.parse(stdout) as {
      Issues: { FromLinter: string; Text: string; Pos: { Filename: string; Line: number } }[] | null;
    };
    return (issues ?? []).map(({ FromLinter: linter, Text: text, Pos: { Filename: file, Line: start } }) => {
      if (linter === 'typecheck') throw new Error(text);
      return { rule: linter, families: GOLANGCI[linter] ?? [], path: file, start };
    });
  },
};

const semgrep: Tool = {
  name: 'semgrep',
  version: '1.185.0',
  versionCommand: ['semgrep', '--version', '--disable-version-check'],
  install: 'python3 -m venv DIR && DIR/bin/pip install semgrep==1.185.0, with DIR/bin on the PATH',
  needsBuild: false,
  command: ({ packages }) => {
    const quiet = ['--json', '--quiet', '--metrics', 'off', '--disable-version-check'];
    const files = ['--no-git-ignore', '--exclude', '*_test.go', '--exclude', 'vendor', '--exclude', 'testdata'];
    const targets = packages.map(name => name.replace(/\/\.\.\.$/, ''));
    return [
      'semgrep',
      'scan',
      '--config',
      path.join(CONFIGS, 'semgrep'),
      '--jobs',
      '1',
      ...quiet,
      ...files,
      ...targets,
    ];
  },
  parse: stdout => {
    const { results } = JSON.parse(stdout) as {
      results: {
        check_id: string;
        path: string;
        start: { line: number };
        end: { line: number };
        extra: { metadata: { family: string } };
      }[];
    };
    return results.map(({ check_id: id, path: file, start, end, extra }) => {
      const rule = id.slice(id.lastIndexOf('.') + 1);
      return { rule, families: [extra.metadata.family], path: file, start: start.line, end: end.line };
    });
  },
};

export const TOOLS: readonly Tool[] = [ours, vet, staticcheck, golangci, semgrep];

function placeOf(position: string): { path: string; start: number } {
  const [file = '', line] = position.split(':');
  return { path: file, start: Number(line) };
}

/** Undefined if it is there in the right version; else what to do. */
export function whatIsMissing({ name, version, versionCommand, install }: Tool): string | undefined {
  const [command = '', ...args] = versionCommand;
  const { stdout, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (error !== undefined) return `${name} is not on the PATH: ${install}`;
  return stdout.includes(version) ? undefined : `${name} is ${stdout.trim()}, expected ${version}: ${install}`;
}

export function runTool(tool: Tool, target: Target, env: NodeJS.ProcessEnv): ToolRun {
  const [command = '', ...args] = tool.command(target);
  const started = performance.now();
  const options = { cwd: target.dir, env, encoding: 'utf8', maxBuffer: 2 ** 30, timeout: TIMEOUT_MS } as const;
  const { stdout, stderr, error } = spawnSync(command, args, options);
  const milliseconds = Math.round(performance.now() - started);
  try {
    if (error !== undefined) throw error;
    return { milliseconds, alerts: tool.parse(stdout).map(parsed => toAlert(parsed, target.dir)) };
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    return { milliseconds, alerts: [], failure: `${reason.slice(0, 300)} ${stderr.slice(0, 300)}` };
  }
}

function toAlert({ rule, families, path: file, start, end = start, related = [] }: Parsed, dir: string): Alert {
  return { rule, families, path: path.relative(dir, path.resolve(dir, file)), start, end, related };
}
