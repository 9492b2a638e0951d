/**
 * Light or dark: as the system says, until the reader chooses otherwise.
 */

const THEMES = ['system', 'light', 'dark'] as const;
const KEY = 'goleaklint-theme';

export class Theme {
  private readonly control: HTMLElement;
  private theme: (typeof THEMES)[number];

  constructor(control: HTMLElement) {
    this.control = control;
    this.theme = THEMES.find(theme => theme === remembered()) ?? 'system';
    this.apply();
    control.addEventListener('click', () => {
      this.next();
    });
  }

  next(): void {
    this.theme = THEMES[(THEMES.indexOf(this.theme) + 1) % THEMES.length] ?? 'system';
    remember(this.theme);
    this.apply();
  }

  private apply(): void {
    const root = document.documentElement;
    if (this.theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = this.theme;
    this.control.textContent = `Theme: ${this.theme}`;
  }
}

/** Browsers may refuse storage to files. */
function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(theme: string): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // The choice then lasts as long as the page.
  }
}
