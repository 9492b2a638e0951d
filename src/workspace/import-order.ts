/**
 * Orders units by their dependencies. Cycles, which only broken code has, are cut.
 */
import { compareText } from '../base/position.ts';
import type { Unit } from './model.ts';
import type { NoticeList } from './notices.ts';

/** Dependencies first; otherwise by id, so that the order is the same in every run. */
export function inImportOrder(units: readonly Unit[], notices: NoticeList): Unit[] {
  return new Ordering(units, notices).run();
}

interface Visit {
  readonly unit: Unit;
  next: number;
  readonly cut: string[];
}

class Ordering {
  private readonly byId: ReadonlyMap<string, Unit>;
  private readonly notices: NoticeList;
  private readonly done = new Set<string>();
  /** The path from a start to the unit in hand. A list, not recursion: import chains may be long. */
  private readonly path: Visit[] = [];
  private readonly onPath = new Set<string>();
  private readonly ordered: Unit[] = [];

  constructor(units: readonly Unit[], notices: NoticeList) {
    this.byId = new Map(units.map(unit => [unit.id, unit]));
    this.notices = notices;
  }

  run(): Unit[] {
    for (const unit of [...this.byId.values()].sort((a, b) => compareText(a.id, b.id))) {
      this.enter(unit);
      while (this.path.length > 0) this.step();
    }
    return this.ordered;
  }

  private enter(unit: Unit): void {
    if (this.done.has(unit.id)) return;
    this.onPath.add(unit.id);
    this.path.push({ unit, next: 0, cut: [] });
  }

  private step(): void {
    const visit = this.path.at(-1);
    if (visit === undefined) return;
    const id = visit.unit.dependencies[visit.next++];
    if (id === undefined) this.leave(visit);
    else if (this.onPath.has(id)) this.cut(visit, id);
    else {
      const unit = this.byId.get(id);
      if (unit !== undefined) this.enter(unit);
    }
  }

  private leave({ unit, cut }: Visit): void {
    this.path.pop();
    this.onPath.delete(unit.id);
    this.done.add(unit.id);
    this.ordered.push(cut.length === 0 ? unit : withoutDependencies(unit, cut));
  }

  private cut(visit: Visit, target: string): void {
    visit.cut.push(target);
    const from = this.path.findIndex(({ unit }) => unit.id === target);
    const names = [...this.path.slice(from).map(({ unit }) => unit.id), target].join(' -> ');
    const message = `import cycle: ${names}. What crosses the last import is unknown: break the cycle`;
    this.notices.add('import-cycle', message, visit.unit.files[0]?.path);
  }
}

function withoutDependencies(unit: Unit, cut: readonly string[]): Unit {
  return {
    ...unit,
    dependencies: unit.dependencies.filter(id => !cut.includes(id)),
    cutDependencies: [...cut].sort(compareText),
    importUnits: Object.fromEntries(Object.entries(unit.importUnits).filter(([, id]) => !cut.includes(id))),
  };
}
