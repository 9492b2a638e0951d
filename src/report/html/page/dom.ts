/**
 * Making and finding elements. Text is only ever set as text, so that nothing from source or profiles becomes markup.
 */
import { printableLine } from '../../printable.ts';

export type Child = Node | string | undefined;

export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter(child => child !== undefined).map(toNode));
  return element;
}

function toNode(child: Node | string): Node | string {
  return typeof child === 'string' ? printableLine(child) : child;
}

export function button(label: string, onClick: () => void, ...children: readonly Child[]): HTMLButtonElement {
  const element = make('button', { type: 'button' }, label, ...children);
  element.addEventListener('click', onClick);
  return element;
}

/** An element that the reporter has written. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no element ${id}`);
  return element;
}
