/**
 * The part of d3-flame-graph that the page uses; the library has no types of its own.
 */
declare module 'd3-flame-graph' {
  import type { Selection } from 'd3-selection';

  /** What it is given. `value` includes that of the children. */
  export interface FlameDatum {
    readonly name: string;
    readonly value: number;
    readonly children: readonly FlameDatum[];
  }

  /** What it makes of a datum: a node of d3-hierarchy. */
  export interface FlameNode<D extends FlameDatum> {
    readonly data: D;
    /** 0 for the root. */
    readonly depth: number;
    readonly parent: FlameNode<D> | null;
    readonly children?: readonly FlameNode<D>[];
    descendants(): FlameNode<D>[];
  }

  export interface FlameChart<D extends FlameDatum> {
    /** Draws, and makes the datum of the selection a `FlameNode<D>`. */
    (selection: Selection<HTMLElement, unknown, null, undefined>): void;
    width(pixels: number): this;
    cellHeight(pixels: number): this;
    minFrameSize(pixels: number): this;
    inverted(inverted: boolean): this;
    transitionDuration(milliseconds: number): this;
    label(text: (node: FlameNode<D>) => string): this;
    setColorMapper(color: (node: FlameNode<D>) => string): this;
    onHover(handler: (node: FlameNode<D>) => void): this;
    /** Also called by `zoomTo` and `resetZoom`, after drawing. */
    onClick(handler: (node: FlameNode<D>) => void): this;
    zoomTo(node: FlameNode<D>): void;
    update(): this;
  }

  export default function flamegraph<D extends FlameDatum>(): FlameChart<D>;
}
