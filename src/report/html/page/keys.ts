/**
 * Keys of the whole page, and the dialog that lists them.
 */
import { make } from './dom.ts';

export interface KeyAction {
  readonly keys: readonly string[];
  readonly description: string;
  readonly run: () => void;
}

/** Elements that have a use of their own for letters and arrows. */
const OWN_KEYS = 'input, select, textarea, dialog, [role=tree]';

export function listenToKeys(actions: readonly KeyAction[], help: HTMLElement): void {
  const dialog = make('dialog', { class: 'keys', 'aria-label': 'Keys' });
  const show = (): void => {
    dialog.showModal();
  };
  const all: KeyAction[] = [...actions, { keys: ['?'], description: 'this list', run: show }];
  const rows = [...all, ...ELSEWHERE].map(({ keys, description }) => {
    const caps = keys.flatMap((key, index) => [index > 0 ? ' ' : undefined, make('kbd', {}, KEY_NAMES[key] ?? key)]);
    return make('tr', {}, make('th', { scope: 'row' }, ...caps), make('td', {}, description));
  });
  dialog.append(make('table', {}, ...rows), make('form', { method: 'dialog' }, make('button', {}, 'Close')));
  document.body.append(dialog);
  help.addEventListener('click', show);
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest(OWN_KEYS) !== null) return;
    const action = all.find(({ keys }) => keys.includes(event.key));
    if (action === undefined) return;
    event.preventDefault();
    action.run();
  });
}

const KEY_NAMES: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
};

/** Keys that other parts of the page listen to. */
const ELSEWHERE: readonly Omit<KeyAction, 'run'>[] = [
  { keys: ['Enter'], description: 'open or close the finding' },
  { keys: ['Esc'], description: 'in the filter: back to the findings; in the flame graph: all of it' },
  { keys: ['↑', '↓', '←', '→'], description: 'in the flame graph: caller, heaviest callee, siblings' },
  { keys: ['n'], description: 'in the flame graph: next frame of a finding' },
];
