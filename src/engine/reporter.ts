/**
 * From what a rule reports (nodes and message ids) to findings: plain data that is complete, since the trees are gone
 * when findings are ranked and printed.
 */
import { createHash } from 'node:crypto';
import type { Evidence, Finding, Fix, Severity, Tier } from '../base/finding.ts';
import type { Span } from '../base/position.ts';
import type { CodeContext } from '../rule/contexts.ts';
import { isLeftEachRound, matters, type Weight, weightIn } from '../rule/contexts.ts';
import { type RuleMeta, tiersOf } from '../rule/meta.ts';
import type { Detail, EvidenceDetail } from '../rule/rule.ts';
import type { RuleSetting } from '../rule/selection.ts';
import type { Goroutine } from '../semantic/calls/call.ts';
import { choiceOf } from '../semantic/channels/operation.ts';
import type { EntryPoint, Runs } from '../semantic/lifetime/entry-point.ts';
import type { GoFunction, Place } from '../semantic/names/symbol.ts';
import type { Package } from '../semantic/package.ts';
import { positionAt } from '../syntax/source-file.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { Unsettled } from './protocol.ts';
import { completeFix } from './fix-imports.ts';
import { FunctionNames, symbolOfKey } from './function-names.ts';
import { lineHashes } from './line-hash.ts';

/** A finding with the node that it is about, for what compares findings before they leave the package. */
export interface Reported {
  readonly finding: Finding;
  readonly at: Place;
}

type GoroutineEntry = NonNullable<Extract<Evidence, { kind: 'goroutine' }>['entry']>;

/** A report of a rule with what the engine has decided about it. */
interface Judged {
  readonly meta: RuleMeta;
  readonly at: Place;
  readonly fn: GoFunction | undefined;
  readonly severity: Severity;
  readonly tier: Tier;
  readonly messageId: string;
  readonly detail: Detail;
}

/** How a finding is reported as far as its package tells; if all its entry points run once, it is `once` that counts. */
interface Ruling extends Weight {
  readonly entries: readonly EntryPoint[];
  readonly once: Weight | undefined;
}

/** Which findings a run wants at all. */
export interface ReportScope {
  readonly measuresMemory: boolean;
  /** Whether findings in a file are asked for, by the path that they would carry. */
  isVisible(path: string): boolean;
}

export class Reporter {
  readonly names: FunctionNames;
  readonly reported: Reported[] = [];
  /** Rule and place of findings of the profile tier that nothing can measure in this run: counted, not made. */
  readonly withheld: string[] = [];
  /** Findings of which the callers in other packages decide. */
  readonly unsettled: Unsettled[] = [];
  private readonly pkg: Package;
  private readonly scope: ReportScope;
  private readonly hashes = new Map<number, readonly string[]>();
  /** How often each fingerprint base has come up: equals in one function are told apart by their order. */
  private readonly ordinals = new Map<string, number>();

  constructor(pkg: Package, scope: ReportScope) {
    this.pkg = pkg;
    this.scope = scope;
    this.names = new FunctionNames(pkg);
  }

  report(meta: RuleMeta, setting: RuleSetting, at: Place, messageId: string, detail: Detail): void {
    const fn = this.pkg.functionAround(at) ?? this.pkg.functionAt(at);
    const path = this.pkg.files[at.file]?.path ?? '';
    const ruling = this.scope.isVisible(path) ? this.rulingOn(meta, at, fn, detail) : undefined;
    if (ruling === undefined || !this.isWanted(setting, ruling.tier, [meta.id, path, at.node, messageId])) return;
    const { tier, entries, once } = ruling;
    const severity = setting.severity ?? ruling.severity;
    const finding = this.complete({ meta, at, fn, severity, tier, messageId, detail });
    this.reported.push({ finding, at });
    if (entries.length === 0 || once?.tier === tier) return;
    const isShown = once !== undefined && setting.shows.includes(once.tier);
    this.unsettled.push({ fingerprint: finding.fingerprint, entries, ...(isShown && { tier: once.tier }) });
  }

  private rulingOn(meta: RuleMeta, at: Place, fn: GoFunction | undefined, detail: Detail): Ruling | undefined {
    const contexts = this.contextsOf(meta, at, fn);
    const plain = { severity: detail.severity ?? meta.severity, tier: tierIn(meta, detail) };
    const again = weightIn(contexts, meta, plain);
    if (again === undefined) return undefined;
    const runs = this.runsOf(meta, at, detail.within ?? fn);
    if (runs === 'again') return { ...again, entries: [], once: again };
    const once = weightIn(new Set([...contexts, 'single-run']), meta, plain);
    if (runs.length === 0) return once && { ...once, entries: [], once };
    return { ...again, entries: contexts.has('test') ? [] : runs, once };
  }

  private isWanted({ shows, measures }: RuleSetting, tier: Tier, about: readonly (string | number)[]): boolean {
    if (shows.includes(tier)) return true;
    if (tier !== 'profile' || !measures) return false;
    if (!this.scope.measuresMemory) this.withheld.push(about.join(' '));
    return this.scope.measuresMemory;
  }

  private complete({ meta, at, fn, severity, tier, messageId, detail }: Judged): Finding {
    const template = meta.messages[messageId];
    if (template === undefined) throw new Error(`${meta.id} has no message ${JSON.stringify(messageId)}`);
    const tree = this.pkg.tree(at.file);
    const span = this.spanOf(at);
    return {
      ...span,
      rule: meta.id,
      family: meta.family,
      tier,
      messageId,
      severity,
      confidence: detail.confidence ?? meta.confidence,
      message: fillIn(template, detail.data ?? {}),
      function: this.names.of(fn),
      fingerprint: this.fingerprint(meta.id, messageId, this.names.of(fn), tree, at.node),
      lineText: lineText(tree, span.start.line),
      lineHash: this.lineHash(at.file, span.start.line),
      related: (detail.related ?? []).map(related => ({ ...this.relatedSpan(related.at), message: related.message })),
      evidence: (detail.evidence ?? [{ kind: 'lines' as const, at }]).map(evidence => this.evidence(evidence)),
      ...(detail.fix !== undefined && { fix: this.fix(detail.fix) }),
      suggestions: (detail.suggestions ?? []).map(fix => this.fix(fix)),
    };
  }

  private contextsOf(meta: RuleMeta, at: Place, fn: GoFunction | undefined): Set<CodeContext> {
    const { pkg } = this;
    const contexts = new Set<CodeContext>();
    if (pkg.lifetimes.isTestSupport(at.file)) contexts.add('test');
    if (fn !== undefined && matters('process-lifetime', meta) && pkg.lifetimes.isProcessLifetime(fn)) {
      contexts.add('process-lifetime');
    } else if (pkg.isMain) contexts.add('main');
    return contexts;
  }

  private runsOf(meta: RuleMeta, { node }: Place, fn: GoFunction | undefined): Runs {
    if (fn === undefined || !matters('single-run', meta)) return 'again';
    if (isLeftEachRound(meta) && this.pkg.flow(fn).isOnCycle(node)) return 'again';
    return this.pkg.lifetimes.runsOf(fn);
  }

  private spanOf({ file, node, endNode = node }: Place & { readonly endNode?: number }): Span {
    const tree = this.pkg.tree(file);
    return {
      path: this.pkg.files[file]?.path ?? '',
      start: positionAt(tree, tree.startOf(node)),
      end: positionAt(tree, tree.endOf(endNode)),
    };
  }

  private relatedSpan(at: Place | Span): Span {
    return 'path' in at ? { path: at.path, start: at.start, end: at.end } : this.spanOf(at);
  }

  private evidence(detail: EvidenceDetail): Evidence {
    if (detail.kind === 'lines') return { kind: 'lines', ...this.spanOf(detail.at) };
    const { started, waits } = detail;
    const entry = started && this.entryOf(started);
    return {
      kind: 'goroutine',
      ...(started && { go: this.spanOf(started.start) }),
      ...(entry && { entry }),
      ...(waits && { waits: this.spanOf(this.waitOf(waits)) }),
    };
  }

  private entryOf({ entry, entryKey }: Pick<Goroutine, 'entry' | 'entryKey'>): GoroutineEntry | undefined {
    if (entry?.kind === 'literal') return { literal: this.spanOf(entry.place) };
    if (entry !== undefined) return { symbol: this.names.symbolOf(entry) };
    return entryKey === '' ? undefined : { symbol: symbolOfKey(entryKey) };
  }

  /** A goroutine that waits in a select has the line of the select. */
  private waitOf({ file, node }: Place): Place {
    const choice = choiceOf(this.pkg.tree(file), node);
    return choice === undefined ? { file, node } : { file, node: choice.select };
  }

  private fix(detail: NonNullable<Detail['fix']>): Fix {
    return completeFix(this.pkg, detail, at => this.spanOf(at));
  }

  private lineHash(file: number, line: number): string {
    let hashes = this.hashes.get(file);
    if (hashes === undefined) this.hashes.set(file, (hashes = lineHashes(this.pkg.tree(file).text)));
    return hashes[line - 1] ?? '';
  }

  /** Of rule, package, function, message, the node's tokens and the order among equals: no file name, no line. */
  private fingerprint(rule: string, messageId: string, fn: string, tree: SyntaxTree, node: number): string {
    const base = JSON.stringify([rule, this.pkg.path, fn, messageId, tokensOf(tree, node)]);
    const ordinal = this.ordinals.get(base) ?? 0;
    this.ordinals.set(base, ordinal + 1);
    return createHash('sha256').update(`${base}${ordinal}`).digest('hex').slice(0, 16);
  }
}

function tierIn(meta: RuleMeta, { tier = meta.tier }: Detail): Tier {
  if (!tiersOf(meta).includes(tier)) throw new Error(`${meta.id} does not say that it has a tier ${tier}`);
  return tier;
}

function fillIn(template: string, data: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(data[name] ?? placeholder));
}

function lineText(tree: SyntaxTree, line: number): string {
  const start = tree.lineStart(line - 1);
  const end = tree.text.indexOf('\n', start);
  return tree.text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
}

/** The leaves of a node, without comments. */
function tokensOf(tree: SyntaxTree, node: number): string[] {
  const comments = new Set(tree.comments);
  const tokens: string[] = [];
  for (let at = node; at < tree.subtreeEndOf(node); at++) {
    if (tree.subtreeEndOf(at) === at + 1 && !comments.has(at)) tokens.push(tree.textOf(at));
  }
  return tokens;
}
