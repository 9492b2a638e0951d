/**
 * The fixpoint engine of summaries: computes a value for each function (or other subject) from the values of what it
 * depends on, as asked for and no more.
 *
 * Dependencies are found while values are computed, and with them the strongly connected components (Tarjan 1972):
 * whatever leaves a component is final before it, and the members of one are computed again until nothing changes.
 * May-facts begin with the bottom of their lattice and get the least fixpoint, must-facts begin with its top and get the
 * greatest.
 */

export interface Analysis<K, V> {
  /** What a member of a component is taken to be before it has been computed: the bottom or the top of the lattice. */
  readonly start: V;
  /** The value where recursion is too deep, or does not settle, to be followed. */
  readonly unknown: V;
  isEqual(one: V, other: V): boolean;
  /** The value of a subject; monotone in those that it asks for. */
  transfer(subject: K, valueOf: (dependency: K) => V): V;
}

interface Entry<K, V> {
  readonly subject: K;
  value: V;
  /** Its place on the stack. */
  readonly index: number;
  /** The lowest place on the stack that it is known to depend on. */
  low: number;
  /** Whether its value was asked for before it was final. */
  isAssumed: boolean;
}

/** Calls deeper than this are not followed: each takes some ten frames of the stack. */
const MAX_DEPTH = 150;
/** Lattices are low: components settle in a few rounds. */
const MAX_ROUNDS = 24;

export class Fixpoint<K, V> {
  private readonly analysis: Analysis<K, V>;
  /** Open ones, which are on the stack, and settled ones. */
  private readonly entries = new Map<K, Entry<K, V>>();
  /** What is not final yet, each after those whose computation asked for it. */
  private readonly stack: Entry<K, V>[] = [];
  private depth = 0;

  constructor(analysis: Analysis<K, V>) {
    this.analysis = analysis;
  }

  of(subject: K): V {
    return (this.entries.get(subject) ?? this.solve(subject)).value;
  }

  private solve(subject: K): Entry<K, V> {
    const index = this.stack.length;
    const entry = { subject, value: this.analysis.start, index, low: index, isAssumed: false };
    this.entries.set(subject, entry);
    this.stack.push(entry);
    this.compute(entry);
    const isAlone = this.stack.length === index + 1 && !entry.isAssumed;
    if (entry.low === index && (isAlone || this.iterate(entry))) this.stack.length = index;
    return entry;
  }

  /** Returns whether the value has changed. */
  private compute(entry: Entry<K, V>): boolean {
    const { analysis } = this;
    this.depth++;
    const value =
      this.depth > MAX_DEPTH ? analysis.unknown : analysis.transfer(entry.subject, asked => this.ask(asked, entry));
    this.depth--;
    const isChanged = !analysis.isEqual(value, entry.value);
    entry.value = value;
    return isChanged;
  }

  private ask(dependency: K, by: Entry<K, V>): V {
    const known = this.entries.get(dependency);
    const entry = known ?? this.solve(dependency);
    if (this.stack[entry.index] !== entry) return entry.value;
    if (known !== undefined) known.isAssumed = true;
    by.low = Math.min(by.low, entry.low);
    return entry.value;
  }

  /**
   * Computes the members of a component until nothing changes. False if one of them turns out to depend on what lies
   * below its head: then they belong to a larger component.
   */
  private iterate(head: Entry<K, V>): boolean {
    for (let round = 0, isChanged = true; isChanged; round++) {
      isChanged = false;
      // The stack grows while it is walked through: what changes may ask for more.
      for (let at = head.index; at < this.stack.length; at++) {
        const entry = this.stack[at];
        if (entry === undefined) continue;
        if (round > MAX_ROUNDS) entry.value = this.analysis.unknown;
        else if (this.compute(entry)) isChanged = true;
        head.low = Math.min(head.low, entry.low);
      }
    }
    return head.low === head.index;
  }
}
