/**
 * A flame graph: d3-flame-graph draws and zooms; this adds colours, marks, keys, and a line about the current frame.
 *
 * Callers are above callees. It is a tree to the keyboard and to screen readers, with one frame active at a time.
 */
import flamegraph, { type FlameChart, type FlameNode } from 'd3-flame-graph';
import { select } from 'd3-selection';
import { formatAmount } from '../../../base/measure.ts';
import type { PageFinding, PageProfile } from '../page-data.ts';
import { button, make } from './dom.ts';
import { type Datum, FlameData } from './flame-data.ts';

type Node = FlameNode<Datum>;

const ROW = 20;
/** Narrower frames are not drawn. In pixels. */
const NARROWEST = 2;
/** In pixels, before the reader changes it. */
const HIGHEST = 340;
/** In milliseconds. */
const TRANSITION = 200;
/** A frame that is shown gets at least this share of the width. */
const SHOWN_SHARE = 0.1;

export interface FlameOwner {
  /** Gets the graph. */
  readonly section: HTMLElement;
  /** Gets what is to be said about it. */
  readonly header: HTMLElement;
  readonly onFinding: (fingerprint: string) => void;
}

export class Flame {
  private readonly data: FlameData;
  private readonly onFinding: (fingerprint: string) => void;
  private readonly chart: FlameChart<Datum>;
  private readonly about: HTMLElement;
  private readonly canvas: HTMLElement;
  private readonly info = make('div', { class: 'frame-info' });
  private readonly nodes: readonly Node[];
  /** Of the elements that stand for nodes. */
  private readonly ids: ReadonlyMap<Node, string>;
  private current: Node | undefined;
  private shownFinding = '';
  /** Whether a zoom was asked for by the page and not by a click. */
  private isShowing = false;

  constructor(profile: PageProfile, findings: readonly PageFinding[], { section, header, onFinding }: FlameOwner) {
    this.data = new FlameData(profile, findings);
    this.onFinding = onFinding;
    this.about = this.newAbout(profile);
    this.canvas = make('div', {
      class: 'canvas',
      tabindex: '0',
      role: 'tree',
      'aria-label': `Stacks, ${profile.type}`,
    });
    header.append(this.about);
    section.append(this.canvas, this.info);
    this.chart = this.newChart();
    const selection = select<HTMLElement, unknown>(this.canvas).datum<unknown>(this.data.root);
    selection.call(this.chart);
    this.nodes = (selection.datum() as Node).descendants();
    this.ids = new Map(this.nodes.map((node, index) => [node, `${profile.measures}-frame-${index}`]));
    this.fitHeight();
    this.decorate();
    this.explain(undefined);
    this.listen();
  }

  toggle(isShown: boolean): void {
    for (const part of [this.about, this.canvas, this.info]) part.hidden = !isShown;
  }

  /** Marks the frames of a finding and brings the heaviest into view. */
  show(fingerprint: string): void {
    const nodes = this.nodes.filter(({ data }) => data.frame?.findings.includes(fingerprint));
    const heaviest = nodes.reduce<Node | undefined>(
      (best, node) => (best === undefined || node.data.value > best.data.value ? node : best),
      undefined,
    );
    if (heaviest === undefined) return;
    this.shownFinding = fingerprint;
    this.zoom(widestCaller(heaviest));
    this.moveTo(heaviest);
    this.canvas.focus({ preventScroll: true });
    this.canvas.closest('section')?.scrollIntoView({ block: 'nearest' });
  }

  private newAbout({ unit, isGrowth, flame: { omitted } }: PageProfile): HTMLElement {
    const amount = formatAmount(this.data.total, unit);
    const kinds = [
      ...this.data.severities.map(severity => [severity, severity]),
      ['module', 'analysed code'],
      ['other', 'other code'],
    ];
    return make(
      'div',
      { class: 'about' },
      make('p', {}, `${amount}${isGrowth ? ', growth' : ''}`),
      omitted === 0 ? undefined : make('p', { class: 'faint' }, `The ${omitted} lightest frames are not drawn.`),
      make('ul', { class: 'legend' }, ...kinds.map(([kind = '', label]) => make('li', { class: kind }, label))),
      button('Show all', () => {
        this.reset();
      }),
    );
  }

  private newChart(): FlameChart<Datum> {
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    return flamegraph<Datum>()
      .width(this.canvas.clientWidth)
      .cellHeight(ROW)
      .minFrameSize(NARROWEST)
      .inverted(true)
      .transitionDuration(isStill ? 0 : TRANSITION)
      .setColorMapper(({ data }) => `var(--flame-${data.kind})`)
      .label(({ data }) => data.label)
      .onHover(node => {
        this.explain(node);
      })
      .onClick(node => {
        this.clicked(node);
      });
  }

  /** As high as the graph, up to a limit; the reader can drag it larger. */
  private fitHeight(): void {
    const depth = Math.max(...this.nodes.map(node => node.depth));
    this.canvas.style.height = `${Math.min(HIGHEST, (depth + 1) * ROW + 2)}px`;
  }

  private listen(): void {
    this.canvas.addEventListener('keydown', event => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (this.press(event.key)) event.preventDefault();
    });
    this.canvas.addEventListener('focus', () => {
      if (this.current === undefined) this.moveTo(this.nodes[0]);
    });
    this.canvas.addEventListener('mouseleave', () => {
      this.explain(this.current);
    });
    let drawnWidth = this.canvas.clientWidth;
    new ResizeObserver(() => {
      if (this.canvas.hidden || this.canvas.clientWidth === drawnWidth) return;
      drawnWidth = this.canvas.clientWidth;
      this.chart.width(drawnWidth).update();
      this.decorate();
    }).observe(this.canvas);
  }

  private press(key: string): boolean {
    const at = this.current ?? this.nodes[0];
    if (at === undefined) return false;
    const moves: Readonly<Record<string, () => Node | undefined | null>> = {
      ArrowUp: () => at.parent,
      ArrowDown: () => at.children?.find(child => this.isDrawn(child)),
      ArrowLeft: () => this.sibling(at, -1),
      ArrowRight: () => this.sibling(at, 1),
      n: () => this.nextMarked(at),
    };
    const move = moves[key];
    if (move !== undefined) this.moveTo(move() ?? undefined);
    else if (key === 'Enter') this.chart.zoomTo(at);
    else if (key === 'Escape') this.reset();
    else return false;
    return true;
  }

  private sibling(node: Node, by: number): Node | undefined {
    const drawn = node.parent?.children?.filter(child => this.isDrawn(child)) ?? [];
    return drawn[drawn.indexOf(node) + by];
  }

  private nextMarked(node: Node): Node | undefined {
    const marked = this.nodes.filter(({ data }) => (data.frame?.findings.length ?? 0) > 0);
    const position = this.nodes.indexOf(node);
    const next = marked.find(candidate => this.nodes.indexOf(candidate) > position) ?? marked[0];
    if (next !== undefined && !this.isDrawn(next)) this.zoom(next);
    return next;
  }

  private clicked(node: Node): void {
    this.decorate();
    if (this.isShowing) return;
    this.moveTo(node);
    const [first] = node.data.frame?.findings ?? [];
    if (first !== undefined) this.onFinding(first);
  }

  private reset(): void {
    this.shownFinding = '';
    this.zoom(this.nodes[0]);
    this.moveTo(this.nodes[0]);
  }

  private zoom(node: Node | undefined): void {
    if (node === undefined) return;
    this.isShowing = true;
    this.chart.zoomTo(node);
    this.isShowing = false;
  }

  private moveTo(node: Node | undefined): void {
    if (node === undefined) return;
    const element = document.getElementById(this.idOf(node));
    if (this.current !== undefined) document.getElementById(this.idOf(this.current))?.removeAttribute('aria-selected');
    this.current = node;
    element?.setAttribute('aria-selected', 'true');
    this.canvas.setAttribute('aria-activedescendant', this.idOf(node));
    this.explain(node);
    element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  private isDrawn(node: Node): boolean {
    return document.getElementById(this.idOf(node)) !== null;
  }

  private idOf(node: Node): string {
    return this.ids.get(node) ?? '';
  }

  /** The library knows neither marks nor roles, and draws anew what comes into view. */
  private decorate(): void {
    select(this.canvas).select('svg').attr('role', 'presentation');
    select(this.canvas)
      .selectAll<SVGGElement, Node>('g.frame')
      .attr('id', node => this.idOf(node))
      .attr('role', 'treeitem')
      .attr('aria-level', node => node.depth + 1)
      .attr('aria-label', ({ data }) => data.label)
      .attr('data-kind', ({ data }) => data.kind)
      .attr('data-shown', ({ data }) => (data.frame?.findings.includes(this.shownFinding) ? '' : null))
      .attr('aria-selected', node => (node === this.current ? 'true' : null));
  }

  /** Says what a frame is, and which findings lie there. */
  private explain(node: Node | undefined): void {
    const { frame, value } = node?.data ?? {};
    if (frame === undefined || value === undefined) {
      this.info.replaceChildren(
        make('span', { class: 'faint' }, 'Point at a frame, or use the arrow keys. A click zooms in.'),
      );
      return;
    }
    const links = frame.findings.map(fingerprint =>
      button(this.data.titleOf(fingerprint), () => {
        this.onFinding(fingerprint);
      }),
    );
    this.info.replaceChildren(
      make('code', {}, frame.function),
      ...(frame.place ? [' ', make('code', { class: 'faint' }, `${frame.place.path}:${frame.place.line}`)] : []),
      make('span', {}, `total ${this.data.amount(value)}, self ${this.data.amount(frame.self)}`),
      ...links,
    );
  }
}

/** The outermost caller beside which the frame is still wide enough to be seen. */
function widestCaller(node: Node): Node {
  let caller = node;
  while (caller.parent !== null && caller.parent.data.value * SHOWN_SHARE <= node.data.value) caller = caller.parent;
  return caller;
}
