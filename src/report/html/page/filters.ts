/**
 * The form above the table.
 */
import type { View } from './view.ts';

export interface FiltersOwner {
  /** Gets what the reader has chosen, without the finding that is open. */
  readonly onChange: (chosen: Omit<View, 'finding'>) => void;
  /** From the text to the findings. */
  readonly onLeave: () => void;
}

const LEAVING_KEYS = ['Enter', 'Escape', 'ArrowDown'];

export class Filters {
  private readonly form: HTMLFormElement;

  constructor(form: HTMLFormElement, { onChange, onLeave }: FiltersOwner) {
    this.form = form;
    const changed = (): void => {
      onChange(this.chosen());
    };
    form.addEventListener('input', changed);
    form.addEventListener('keydown', event => {
      const isSearch = event.target instanceof HTMLInputElement && event.target.type === 'search';
      if (!isSearch || !LEAVING_KEYS.includes(event.key)) return;
      event.preventDefault();
      onLeave();
    });
    form.addEventListener('submit', event => {
      event.preventDefault();
    });
    // The controls are reset after the event.
    form.addEventListener('reset', () => setTimeout(changed));
  }

  show({ q, severities, rule, status, sort }: View): void {
    for (const control of this.form.elements) {
      if (control instanceof HTMLInputElement && control.type === 'checkbox') {
        control.checked = severities.includes(control.value);
      } else if (control instanceof HTMLInputElement) control.value = q;
      else if (control instanceof HTMLSelectElement) {
        const value = { rule, status, sort }[control.name] ?? '';
        if (value === '') control.selectedIndex = 0;
        else control.value = value;
      }
    }
  }

  focus(): void {
    const search = this.form.querySelector<HTMLInputElement>('input[type=search]');
    search?.focus();
    search?.select();
  }

  private chosen(): Omit<View, 'finding'> {
    const fields = new FormData(this.form);
    const text = (name: string): string => {
      const value = fields.get(name);
      return typeof value === 'string' ? value : '';
    };
    const sort = this.form.querySelector<HTMLSelectElement>('select[name=sort]');
    return {
      q: text('q'),
      severities: fields.getAll('severity').map(String),
      rule: text('rule'),
      status: text('status'),
      sort: sort?.selectedIndex === 0 ? '' : text('sort'),
    };
  }
}
