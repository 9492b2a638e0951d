/**
 * Directives in comments that silence findings:
 *
 *     //goleaklint:ignore rule[,rule] -- reason
 *     //nolint:goleaklint // reason
 *     //lint:ignore goleaklint/rule reason
 *
 * Each covers its own line and the next; before a declaration, the whole of it. A reason is needed, and a directive
 * that silences nothing is reported, so that none outlives its cause.
 */
import type { Finding, Notice } from '../base/finding.ts';
import type { SourceUnit } from '../semantic/names/symbol.ts';
import { Kind } from '../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../syntax/tree.ts';

interface Directive {
  /** Undefined for all rules. */
  readonly rules: readonly string[] | undefined;
  readonly path: string;
  readonly line: number;
  /** Lines covered, from 1 and inclusive. */
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface Suppression {
  readonly kept: readonly Finding[];
  readonly suppressed: readonly Finding[];
  readonly notices: readonly Notice[];
}

/** `enabled`: ids of the rules that ran; a directive for others may well be needed in another run. */
export function suppress(
  findings: readonly Finding[],
  files: readonly SourceUnit[],
  enabled: ReadonlySet<string>,
): Suppression {
  const notices: Notice[] = [];
  const directives = files.flatMap(file => directivesIn(file, notices));
  const used = new Set<Directive>();
  const kept: Finding[] = [];
  const suppressed: Finding[] = [];
  for (const finding of findings) {
    const hits = directives.filter(directive => covers(directive, finding));
    for (const hit of hits) used.add(hit);
    (hits.length === 0 ? kept : suppressed).push(finding);
  }
  for (const directive of directives) {
    const concerns = directive.rules === undefined || directive.rules.some(rule => enabled.has(rule));
    if (used.has(directive) || !concerns) continue;
    notices.push(notice(directive, 'this directive silences nothing: remove it'));
  }
  return { kept, suppressed, notices };
}

function covers({ rules, path, firstLine, lastLine }: Directive, { rule, path: at, start }: Finding): boolean {
  return at === path && start.line >= firstLine && start.line <= lastLine && (rules?.includes(rule) ?? true);
}

function notice({ path, line }: { path: string; line: number }, message: string): Notice {
  return { kind: 'suppression', path, line, message };
}

function directivesIn({ path, tree, isGenerated }: SourceUnit, notices: Notice[]): Directive[] {
  if (isGenerated) return [];
  const found: Directive[] = [];
  for (const comment of tree.comments) {
    const text = tree.textOf(comment);
    if (!text.includes('goleaklint')) continue;
    const parsed = parseDirective(text);
    if (parsed === undefined) continue;
    const line = tree.lineAt(tree.startOf(comment)) + 1;
    if (parsed.reason === '') {
      const form = '//goleaklint:ignore rule -- reason';
      notices.push(notice({ path, line }, `this directive gives no reason and is not followed: write ${form}`));
      continue;
    }
    found.push({ rules: parsed.rules, path, line, ...coveredLines(tree, comment, line) });
  }
  return found;
}

interface ParsedDirective {
  readonly rules: readonly string[] | undefined;
  readonly reason: string;
}

/** Undefined for a comment that is no directive. */
export function parseDirective(comment: string): ParsedDirective | undefined {
  const own = /^\/\/\s*goleaklint:ignore\b[ \t]*([^\n]*)$/.exec(comment);
  if (own !== null) {
    const [rules = '', reason = ''] = (own[1] ?? '').split(/\s*--\s*/, 2);
    return { rules: rules.trim() === '' ? undefined : listed(rules), reason: reason.trim() };
  }
  const nolint = /^\/\/\s*nolint:([\w,\- ]+?)\s*(?:\/\/\s*(.*))?$/.exec(comment);
  if (nolint !== null && listed(nolint[1] ?? '').includes('goleaklint')) {
    return { rules: undefined, reason: (nolint[2] ?? '').trim() };
  }
  const lint = /^\/\/\s*lint:ignore\s+(\S+)\s*(.*)$/.exec(comment);
  const checks = listed(lint?.[1] ?? '').filter(check => check.startsWith('goleaklint/'));
  if (checks.length === 0) return undefined;
  return { rules: checks.map(check => check.slice('goleaklint/'.length)), reason: (lint?.[2] ?? '').trim() };
}

const listed = (text: string): string[] =>
  text
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '');

const DECLARATIONS: readonly number[] = [
  Kind.FunctionDeclaration,
  Kind.MethodDeclaration,
  Kind.VarDeclaration,
  Kind.ConstDeclaration,
  Kind.TypeDeclaration,
];

function coveredLines(tree: SyntaxTree, comment: NodeId, line: number): { firstLine: number; lastLine: number } {
  const declaration = declarationAfter(tree, comment);
  const last = declaration === undefined ? line + 1 : tree.lineAt(tree.endOf(declaration)) + 1;
  return { firstLine: line, lastLine: Math.max(last, line + 1) };
}

/** The top-level declaration whose comment group the directive is in. */
function declarationAfter(tree: SyntaxTree, comment: NodeId): NodeId | undefined {
  if (tree.parentOf(comment) !== tree.root) return undefined;
  let line = tree.lineAt(tree.startOf(comment));
  for (let next = tree.subtreeEndOf(comment); next < tree.nodeCount; next = tree.subtreeEndOf(next)) {
    if (tree.endOf(next) === tree.startOf(next) || /^[\s;]*$/.test(tree.textOf(next))) continue;
    const start = tree.lineAt(tree.startOf(next));
    if (start !== line + 1) return undefined;
    if (DECLARATIONS.includes(tree.kindOf(next))) return next;
    if (tree.kindOf(next) !== Kind.Comment) return undefined;
    line = start;
  }
  return undefined;
}
