/**
 * The rows of the table: order, visibility, which one is current, and the detail below one that is open.
 */
import { button, make } from './dom.ts';

interface Row {
  readonly element: HTMLTableRowElement;
  readonly link: HTMLAnchorElement;
  detail: HTMLTableRowElement | undefined;
}

/** What the table asks of its surroundings; rows go by the index of their finding. */
export interface TableOwner {
  detailOf(index: number): Node;
  /** The user has opened a finding, or closed it. */
  onToggle(index: number, isOpen: boolean): void;
  /** The user wants another order. */
  onSort(key: string): void;
}

/** So many rows are laid out at once: a browser takes a second for thousands. More come as the reader scrolls. */
const BATCH = 200;

export class Table {
  private readonly table: HTMLTableElement;
  private readonly owner: TableOwner;
  private readonly rows: readonly Row[];
  /** Indices in the order that they are in now. */
  private order: readonly number[];
  /** Those that the view lets through, in that order. */
  private matching: readonly number[] = [];
  /** How many of them are laid out. */
  private limit = BATCH;
  private readonly more: HTMLButtonElement;
  private readonly headings: readonly HTMLElement[];

  constructor(table: HTMLTableElement, owner: TableOwner) {
    this.table = table;
    this.owner = owner;
    this.rows = [...(table.tBodies[0]?.rows ?? [])].flatMap((element, index) => this.adopt(element, index));
    this.order = [...this.rows.keys()];
    this.headings = [...table.querySelectorAll<HTMLElement>('th[data-sort]')];
    for (const heading of this.headings) this.makeSortable(heading);
    this.more = button('', () => {
      this.extend(this.limit + BATCH);
    });
    this.more.className = 'more';
    table.after(this.more);
    new IntersectionObserver(entries => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) this.extend(this.limit + BATCH);
    }).observe(this.more);
    addEventListener('beforeprint', () => {
      this.extend(this.matching.length);
    });
    addEventListener('resize', () => {
      for (const row of this.rows) fitDetail(row);
    });
  }

  /** Shows the findings of `order` that `isShown` lets through, and returns how many. */
  arrange(order: readonly number[], isShown: (index: number) => boolean, sort: string): number {
    const isNew = order.some((index, at) => this.order[at] !== index);
    this.order = order;
    this.matching = order.filter(isShown);
    const shown = new Set(this.matching);
    for (const [index, row] of this.rows.entries()) if (!shown.has(index)) setHidden(row, true);
    this.extend(BATCH);
    if (isNew) this.reorder();
    this.markSorted(sort);
    return this.matching.length;
  }

  private reorder(): void {
    const elements = this.order.flatMap(index => {
      const { element, detail } = this.rows[index] ?? {};
      return [element, detail].filter(row => row !== undefined);
    });
    this.table.tBodies[0]?.replaceChildren(...elements);
    if (this.table.getBoundingClientRect().top < 0) this.table.scrollIntoView();
  }

  private extend(limit: number): void {
    this.limit = limit;
    for (const [position, index] of this.matching.entries()) {
      const row = this.rows[index];
      if (row !== undefined) setHidden(row, position >= limit);
    }
    this.more.hidden = this.matching.length <= limit;
    this.more.textContent = `Show more: ${this.matching.length - limit} are left`;
  }

  /** Index of the finding that has the focus, or in whose detail the focus is. */
  get current(): number | undefined {
    const focused = document.activeElement?.closest('tr[data-index]');
    return focused instanceof HTMLElement ? Number(focused.dataset['index']) : undefined;
  }

  /** Moves the focus by so many shown findings. */
  move(by: number): void {
    const { matching } = this;
    const at = this.current === undefined ? -1 : matching.indexOf(this.current);
    const next = at < 0 ? (by > 0 ? 0 : matching.length - 1) : Math.max(0, Math.min(matching.length - 1, at + by));
    this.focus(matching[next]);
  }

  focus(index: number | undefined): void {
    const row = this.rows[index ?? -1];
    if (index === undefined || row === undefined) return;
    const position = this.matching.indexOf(index);
    if (position >= this.limit) this.extend(position + BATCH);
    row.link.focus({ preventScroll: true });
    bringIntoView(row);
  }

  open(index: number): void {
    const row = this.rows[index];
    if (row === undefined || row.detail !== undefined) return;
    const id = `${row.element.id}-detail`;
    row.detail = make(
      'tr',
      { id, class: 'detail', 'data-index': String(index) },
      make('td', {}, this.owner.detailOf(index)),
    );
    row.element.after(row.detail);
    fitDetail(row);
    row.element.classList.add('open');
    row.link.setAttribute('aria-expanded', 'true');
    row.link.setAttribute('aria-controls', id);
  }

  private close(row: Row): void {
    row.detail?.remove();
    row.detail = undefined;
    row.element.classList.remove('open');
    row.link.setAttribute('aria-expanded', 'false');
    row.link.removeAttribute('aria-controls');
  }

  toggle(index: number): void {
    const row = this.rows[index];
    if (row === undefined) return;
    if (row.detail === undefined) this.open(index);
    else this.close(row);
    bringIntoView(row);
    this.owner.onToggle(index, row.detail !== undefined);
  }

  private adopt(element: HTMLTableRowElement, index: number): Row[] {
    const link = element.querySelector('a');
    if (link === null) return [];
    element.dataset['index'] = String(index);
    element.hidden = index >= BATCH;
    link.setAttribute('aria-expanded', 'false');
    element.addEventListener('click', event => {
      const isSelecting = document.getSelection()?.isCollapsed === false;
      if (event.metaKey || event.ctrlKey || (isSelecting && event.target !== link)) return;
      event.preventDefault();
      link.focus({ preventScroll: true });
      this.toggle(index);
    });
    return [{ element, link, detail: undefined }];
  }

  private makeSortable(heading: HTMLElement): void {
    const label = make('button', { type: 'button' }, heading.textContent);
    heading.replaceChildren(label);
    label.addEventListener('click', () => {
      this.owner.onSort(heading.dataset['sort'] ?? '');
    });
  }

  private markSorted(sort: string): void {
    for (const heading of this.headings) {
      const key = heading.dataset['sort'];
      if (sort === key) heading.setAttribute('aria-sort', 'ascending');
      else if (sort === `-${key ?? ''}`) heading.setAttribute('aria-sort', 'descending');
      else heading.removeAttribute('aria-sort');
    }
  }
}

/** Columns that a narrow window hides must not come back as empty ones. */
function fitDetail({ element, detail }: Row): void {
  const cell = detail?.cells[0];
  if (cell === undefined) return;
  cell.colSpan = [...element.cells].filter(({ offsetWidth }) => offsetWidth > 0).length;
}

/** The detail as far as there is room below the row. */
function bringIntoView({ element, detail }: Row): void {
  detail?.scrollIntoView({ block: 'nearest' });
  element.scrollIntoView({ block: 'nearest' });
}

function setHidden({ element, detail }: Row, isHidden: boolean): void {
  element.hidden = isHidden;
  if (detail !== undefined) detail.hidden = isHidden;
}
