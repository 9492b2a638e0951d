/**
 * Collects what the user should know about the workspace: each thing once, with paths relative to the working directory.
 */
import type { Notice, NoticeKind } from '../base/finding.ts';
import { relativePath } from './paths.ts';

export class NoticeList {
  private readonly cwd: string;
  private readonly byText = new Map<string, Notice>();

  constructor(cwd: string) {
    this.cwd = cwd;
  }

  /** `file` is absolute; `line` counts from 1. */
  add(kind: NoticeKind, message: string, file?: string, line?: number): void {
    const path = file === undefined ? undefined : relativePath(this.cwd, file) || '.';
    const notice: Notice = {
      kind,
      message,
      ...(path === undefined ? {} : { path }),
      ...(line === undefined ? {} : { line }),
    };
    this.byText.set([kind, path, line, message].join('\0'), notice);
  }

  /** Whether there is a notice about `file`, an absolute path. */
  concerns(file: string): boolean {
    const path = relativePath(this.cwd, file);
    return this.all().some(notice => notice.path === path);
  }

  all(): readonly Notice[] {
    return [...this.byText.values()];
  }
}

/** The system's word for why a file cannot be read: `EACCES`, `ENOENT`. */
export function failureCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown error';
}
