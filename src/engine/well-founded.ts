/**
 * Answers that are worked out on demand, each of which may ask for others. Those that depend on themselves have no
 * answer, whichever of them is asked first.
 *
 * Tarjan's algorithm for strongly connected components (SIAM J. Comput. 1, 1972), on a graph whose edges show as the
 * questions are asked: no answer is kept before its whole component is done.
 */

/** A question in hand, or answered in a component that is not done. */
interface Open<K, T> {
  readonly key: K;
  readonly index: number;
  /** The lowest index that it leads back to. */
  low: number;
  answer: T;
}

export class WellFounded<K, T> {
  private readonly known = new Map<K, T>();
  private readonly circular: T;
  private readonly open: Open<K, T>[] = [];
  /** The questions in hand, each asked by the one before it. */
  private readonly inHand: Open<K, T>[] = [];

  /** `circular` is the answer of what depends on itself; a question that asks itself directly has it for that once. */
  constructor(circular: T) {
    this.circular = circular;
  }

  get(key: K, compute: () => T): T {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const above = this.inHand.at(-1);
    const open = this.open.find(one => one.key === key);
    if (open === undefined) return this.ask(key, compute, above);
    if (above !== undefined) above.low = Math.min(above.low, open.index);
    return this.circular;
  }

  private ask(key: K, compute: () => T, above: Open<K, T> | undefined): T {
    const index = this.open.length;
    const question: Open<K, T> = { key, index, low: index, answer: this.circular };
    this.open.push(question);
    this.inHand.push(question);
    try {
      question.answer = compute();
    } finally {
      this.inHand.pop();
      this.close(question);
    }
    if (above !== undefined) above.low = Math.min(above.low, question.low);
    return this.known.get(key) ?? this.circular;
  }

  /** Keeps the answers of a component once the first question of it is done. */
  private close({ index, low, answer }: Open<K, T>): void {
    if (low < index) return;
    const component = this.open.splice(index);
    for (const { key } of component) this.known.set(key, component.length > 1 ? this.circular : answer);
  }
}
