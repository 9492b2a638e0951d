/**
 * A profile's stacks as a tree, for a flame graph: callers above callees, what is equal in two stacks counted together.
 *
 * Frames of the analysed source are told apart by line, since findings are; all others by function, which is what their
 * reader cares about.
 */
import type { FlameFrame, FlameGraph } from '../../base/details.ts';
import type { Finding } from '../../base/finding.ts';
import { compareText } from '../../base/position.ts';
import { findingsAtFrames } from '../measuring/attribute.ts';
import type { CorrelatedProfile } from '../placing/correlate.ts';
import { functionName } from './rows.ts';

/** More than fit on a screen, and few enough for a browser to lay out at once. */
const MAX_FRAMES = 4000;

/** Deeper than the runtime records by default (128 rows); drawing takes one call for each level. */
const MAX_DEPTH = 512;

/** What a node of the tree is, apart from its callers and its weight. */
type Label = Pick<FlameFrame, 'function' | 'place' | 'inModule' | 'findings'>;

interface Node {
  readonly label: Label;
  readonly parent: Node | undefined;
  readonly callees: Map<Label, Node>;
  total: number;
  self: number;
}

/** The tree of the sample type at index `type`. Samples that have shrunk are left out: a width cannot be negative. */
export function flameGraph(
  profiles: readonly CorrelatedProfile[],
  type: number,
  findings: readonly Finding[],
): FlameGraph {
  const root: Node = newNode({ function: '', inModule: false, findings: [] }, undefined);
  const labels = new Map<string, Label>();
  for (const correlated of profiles) addProfile(correlated, labelsOf(correlated, findings, labels), type, root);
  const nodes = inOrder(root);
  const kept = heaviest(nodes);
  return { frames: framesOf(kept), total: root.total, omitted: nodes.length - kept.length };
}

function newNode(label: Label, parent: Node | undefined): Node {
  return { label, parent, callees: new Map(), total: 0, self: 0 };
}

/** The label of each frame of a profile; frames of several profiles that look the same share one. */
function labelsOf(correlated: CorrelatedProfile, findings: readonly Finding[], known: Map<string, Label>): Label[] {
  const byFrame = findingsAtFrames(correlated, findings);
  return correlated.profile.frames.map((frame, index) => {
    const { path, line } = correlated.places[index] ?? {};
    const place = path === undefined || line === undefined ? undefined : { path, line };
    const name = functionName(frame);
    const key = place === undefined ? name : `${name}\0${place.path}:${place.line}`;
    let label = known.get(key);
    if (label === undefined) {
      const marks = (byFrame[index] ?? []).flatMap(finding => findings[finding]?.fingerprint ?? []);
      const inModule = correlated.inModule[index] === true;
      known.set(key, (label = { function: name, ...(place && { place }), inModule, findings: marks }));
    }
    return label;
  });
}

function addProfile({ profile }: CorrelatedProfile, labels: readonly Label[], type: number, root: Node): void {
  for (const { stack, values } of profile.samples) {
    const value = values[type] ?? 0;
    if (value <= 0) continue;
    let node = root;
    node.total += value;
    for (let at = stack.length - 1, depth = 0; at >= 0 && depth < MAX_DEPTH; at--, depth++) {
      const label = labels[stack[at] ?? -1];
      if (label === undefined) continue;
      node = calleeOf(node, label);
      node.total += value;
    }
    node.self += value;
  }
}

function calleeOf(caller: Node, label: Label): Node {
  let node = caller.callees.get(label);
  if (node === undefined) caller.callees.set(label, (node = newNode(label, caller)));
  return node;
}

/** All nodes but the root, callers first. */
function inOrder(root: Node): Node[] {
  const nodes: Node[] = [];
  const open = byWeight(root).reverse();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    nodes.push(node);
    open.push(...byWeight(node).reverse());
  }
  return nodes;
}

function byWeight({ callees }: Node): Node[] {
  return [...callees.values()].sort(
    (a, b) =>
      b.total - a.total ||
      compareText(a.label.function, b.label.function) ||
      compareText(a.label.place?.path ?? '', b.label.place?.path ?? '') ||
      (a.label.place?.line ?? 0) - (b.label.place?.line ?? 0),
  );
}

/** In the order given. No node is heavier than its caller, which comes before it, so that none is cut off from it. */
function heaviest(nodes: readonly Node[]): readonly Node[] {
  if (nodes.length <= MAX_FRAMES) return nodes;
  const kept = new Set(nodes.toSorted((a, b) => b.total - a.total).slice(0, MAX_FRAMES));
  return nodes.filter(node => kept.has(node));
}

function framesOf(nodes: readonly Node[]): FlameFrame[] {
  const indices = new Map(nodes.map((node, index) => [node, index]));
  return nodes.map(({ label, parent, total, self }) => {
    const caller = parent === undefined ? undefined : indices.get(parent);
    return { parent: caller ?? -1, ...label, total, self };
  });
}
