/**
 * The script of the page: joins the parts, and keeps them, the address and the reader's actions together.
 */
import './page.css';
import { DATA_ID, type PageData } from '../page-data.ts';
import { detailOf } from './detail.ts';
import { byId } from './dom.ts';
import { Source } from './excerpts.ts';
import { Filters } from './filters.ts';
import { FlameGraphs } from './flame-graphs.ts';
import { listenToKeys } from './keys.ts';
import { Findings } from './order.ts';
import { Table, type TableOwner } from './table.ts';
import { Theme } from './theme.ts';
import { hashOf, type View, viewOf } from './view.ts';

/** Headings whose first click puts the largest on top. */
const DESCENDING_FIRST = ['goroutines', 'flat', 'own', 'cum'];

class Page implements TableOwner {
  private readonly data: PageData;
  private readonly source: Source;
  private readonly findings: Findings;
  private readonly table: Table;
  private readonly filters: Filters;
  private readonly flames: FlameGraphs | undefined;
  private view = viewOf('');

  constructor(data: PageData) {
    this.data = data;
    this.source = new Source(data);
    this.findings = new Findings(data);
    this.table = new Table(byId('findings') as HTMLTableElement, this);
    this.filters = new Filters(byId('filters') as HTMLFormElement, {
      onChange: chosen => {
        this.change(chosen);
      },
      onLeave: () => {
        this.table.move(1);
      },
    });
    this.flames = flamesOf(data, fingerprint => {
      this.select(fingerprint);
    });
    addEventListener('hashchange', () => {
      this.readAddress();
    });
    this.readAddress();
  }

  detailOf(index: number): Node {
    const finding = this.data.findings[index];
    if (finding === undefined) return document.createTextNode('');
    const hasFrames = this.flames?.has(finding) === true;
    return detailOf(finding, this.data, this.source, hasFrames ? () => this.flames?.show(finding) : undefined);
  }

  onToggle(index: number, isOpen: boolean): void {
    this.remember({ finding: isOpen ? (this.data.findings[index]?.fingerprint ?? '') : '' });
  }

  onSort(key: string): void {
    const active = this.view.sort === '' ? this.reportOrder : this.view.sort;
    const first = DESCENDING_FIRST.includes(key) ? `-${key}` : key;
    const other = first === key ? `-${key}` : key;
    const sort = active === first ? other : first;
    this.change({ sort: sort === this.reportOrder ? '' : sort });
    this.filters.show(this.view);
  }

  focusFilter(): void {
    this.filters.focus();
  }

  move(by: number): void {
    this.table.move(by);
  }

  showFrames(): void {
    const { current } = this.table;
    const opened = this.data.findings.find(({ fingerprint }) => fingerprint === this.view.finding);
    const finding = current === undefined ? opened : this.data.findings[current];
    if (finding !== undefined) this.flames?.show(finding);
  }

  /** Opens a finding; filters that hide it are given up. */
  private select(fingerprint: string): void {
    const index = this.data.findings.findIndex(finding => finding.fingerprint === fingerprint);
    if (index < 0) return;
    const isHidden = !this.findings.filter(this.view)(index);
    if (isHidden) {
      this.change({ ...viewOf(''), sort: this.view.sort });
      this.filters.show(this.view);
    }
    this.remember({ finding: fingerprint });
    this.table.open(index);
    this.table.focus(index);
  }

  private get reportOrder(): string {
    return this.data.ranking === undefined ? 'place' : 'rank';
  }

  private change(change: Partial<View>): void {
    this.remember(change);
    this.arrange();
  }

  private remember(change: Partial<View>): void {
    this.view = { ...this.view, ...change };
    const { pathname, search } = location;
    history.replaceState(null, '', hashOf(this.view) || `${pathname}${search}`);
  }

  private readAddress(): void {
    const [, row] = /^#f(\d+)$/.exec(location.hash) ?? [];
    const linked = row === undefined ? undefined : this.data.findings[Number(row) - 1];
    this.view = viewOf(location.hash);
    // Row numbers do not outlive this page, and the browser would move the focus to the row itself.
    if (linked !== undefined) this.remember({ ...viewOf(''), finding: linked.fingerprint });
    this.filters.show(this.view);
    this.arrange();
    const index = this.data.findings.findIndex(({ fingerprint }) => fingerprint === this.view.finding);
    if (index < 0) return;
    this.table.open(index);
    this.table.focus(index);
  }

  private arrange(): void {
    const { sort } = this.view;
    const order = this.findings.sorted(sort);
    const shown = this.table.arrange(order, this.findings.filter(this.view), sort === '' ? this.reportOrder : sort);
    const all = this.data.findings.length;
    byId('count').textContent = shown === all ? `${all} findings` : `${shown} of ${all} findings`;
  }
}

function flamesOf(data: PageData, onFinding: (fingerprint: string) => void): FlameGraphs | undefined {
  const section = document.getElementById('flame');
  return section === null ? undefined : new FlameGraphs(section, data, onFinding);
}

function start(): void {
  const data = JSON.parse(byId(DATA_ID).textContent) as PageData;
  document.documentElement.classList.add('script');
  const theme = new Theme(byId('theme'));
  const page = data.findings.length > 0 ? new Page(data) : undefined;
  if (page === undefined) flamesOf(data, () => undefined);
  listenToKeys(
    [
      { keys: ['/'], description: 'filter', run: () => page?.focusFilter() },
      { keys: ['j', 'ArrowDown'], description: 'next finding', run: () => page?.move(1) },
      { keys: ['k', 'ArrowUp'], description: 'previous finding', run: () => page?.move(-1) },
      { keys: ['f'], description: 'show the finding in the flame graph', run: () => page?.showFrames() },
      {
        keys: ['t'],
        description: 'light, dark, or as the system says',
        run: () => {
          theme.next();
        },
      },
    ],
    byId('show-keys'),
  );
}

start();
