/**
 * What a way on which a resource is lost proves: the branches that it takes, and whether one of them may be taken only
 * where there is nothing to release.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { Block, Edge } from '../flow/block.ts';
import type { FlowGraph } from '../flow/graph.ts';
import type { GoFunction } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { EdgeFacts } from './edge-facts.ts';
import type { Acquisition, Holders } from './holders.ts';
import type { State } from './path-state.ts';
import type { Missed } from './search.ts';
import type { PathStep } from './spec.ts';

/** Longer conditions are cut, in UTF-16 code units. */
const MAX_TEXT = 60;

interface Decision {
  readonly from: Block;
  readonly edge: Edge;
  /** The blocks that follow on the way. */
  readonly rest: ReadonlySet<Block>;
}

export class Evidence {
  private readonly pkg: Package;
  private readonly fn: GoFunction;
  private readonly flow: FlowGraph;
  /** Blocks that begin another round of a loop, and with it another resource, or that acquire it. */
  private readonly rounds: ReadonlySet<Block | undefined>;
  private readonly acquisition: Acquisition;
  private readonly holders: Holders;
  private readonly edges: EdgeFacts;

  constructor(pkg: Package, fn: GoFunction, acquisition: Acquisition, holders: Holders, edges: EdgeFacts) {
    this.pkg = pkg;
    this.fn = fn;
    this.flow = pkg.flow(fn);
    this.acquisition = acquisition;
    const { call } = acquisition;
    const loops = call === undefined ? [] : this.flow.loopsAround(call);
    this.rounds = new Set([
      ...loops.map(({ header }) => header),
      call === undefined ? undefined : this.flow.blockOf(call),
    ]);
    this.holders = holders;
    this.edges = edges;
  }

  /**
   * Whether the way leaves out a release (or a move) by a condition that has nothing to do with the acquisition, and
   * meets the way with the release again: the condition may say whether there is something to release.
   */
  isDoubtful(missed: Missed): boolean {
    return this.decisions(missed).some(decision => this.leavesOutRelease(decision));
  }

  pathOf({ state, how }: Missed): PathStep[] {
    const { file } = this.fn.place;
    const steps = chainOf(state).flatMap(({ via }) => (via === undefined ? [] : this.stepOf(via)));
    if ('exit' in how) return [...steps, { at: { file, node: how.exit.node }, message: 'the function returns here' }];
    if ('again' in how) return [...steps, { at: { file, node: how.again }, message: 'the loop comes round to here' }];
    return [...steps, { at: { file, node: how.overwritten }, message: 'the variable gets another value here' }];
  }

  private stepOf({ condition, value, tag, alternative }: Edge): PathStep[] {
    const { file } = this.fn.place;
    if (alternative !== undefined) return [{ at: { file, node: alternative }, message: 'this case is chosen' }];
    if (condition === undefined || value === undefined) return [];
    const tree = this.pkg.tree(file);
    const at = { file, node: condition };
    if (tree.kindOf(condition) === Kind.RangeClause) {
      return [{ at, message: value ? 'the loop goes round' : 'the loop ends' }];
    }
    const text = shortened(tree.textOf(condition));
    if (tag === undefined) return [{ at, message: `${text} is ${value ? 'true' : 'false'}`, value }];
    return [{ at, message: `${shortened(tree.textOf(tag))} is ${value ? '' : 'not '}${text}`, value }];
  }

  private decisions({ state, how }: Missed): Decision[] {
    const prelude = preludeOf(state);
    const chain = chainOf(state);
    return [
      ...this.decisionsOn(prelude, blocksOf(prelude)),
      ...this.decisionsOn(chain, this.untilLoop(blocksOf(chain), 'again' in how)),
    ];
  }

  /** @param blocks those of the chain, or the first of them: where the ways may meet again. */
  private decisionsOn(chain: readonly State[], blocks: readonly Block[]): Decision[] {
    const found: Decision[] = [];
    for (const [index, { block, via }] of chain.entries()) {
      const from = chain[index - 1]?.block;
      if (via?.condition === undefined || from === undefined || this.edges.isAboutAcquisition(via)) continue;
      found.push({ from, edge: via, rest: new Set(blocks.slice(blocks.indexOf(block, index))) });
    }
    return found;
  }

  /** Of a way that comes round: without what every round passes. */
  private untilLoop(blocks: readonly Block[], comesRound: boolean): readonly Block[] {
    const { call } = this.acquisition;
    const [loop] = comesRound && call !== undefined ? this.flow.loopsAround(call) : [];
    const end = loop === undefined ? -1 : blocks.indexOf(loop.header, 1);
    return end < 0 ? blocks : blocks.slice(0, end);
  }

  private leavesOutRelease({ from, edge, rest }: Decision): boolean {
    const seen = new Set<string>();
    const pending = from.successors
      .filter(other => other !== edge && other.block !== edge.block)
      .map(({ block }) => ({ block, released: false }));
    for (const { block, released } of pending) {
      const key = `${block.index} ${released}`;
      if (seen.has(key)) continue;
      seen.add(key);
      if (rest.has(block)) {
        if (released) return true;
        continue;
      }
      if (this.rounds.has(block)) continue;
      const now =
        released ||
        this.holders.events.in(block).some(({ event }) => event.kind === 'settle' || event.kind === 'refer');
      pending.push(...block.successors.map(next => ({ block: next.block, released: now })));
    }
    return false;
  }
}

const blocksOf = (chain: readonly State[]): readonly Block[] => chain.map(({ block }) => block);

/** The states up to the acquisition, as far as they matter. */
function preludeOf(last: State): State[] {
  const { prelude } = chainOf(last)[0] ?? last;
  return prelude === undefined ? [] : chainOf(prelude);
}

/** The states from the acquisition on. */
export function chainOf(last: State): State[] {
  const chain: State[] = [];
  for (let state: State | undefined = last; state !== undefined; state = state.before) chain.push(state);
  return chain.reverse();
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= MAX_TEXT ? line : `${line.slice(0, MAX_TEXT - 1)}…`;
}
