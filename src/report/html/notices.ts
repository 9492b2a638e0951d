/**
 * What the reader should know of the run itself.
 */
import type { Notice } from '../../base/finding.ts';
import { type Markup, markup } from './markup.ts';

export function noticeList(notices: readonly Notice[]): Markup | undefined {
  if (notices.length === 0) return undefined;
  return markup`<details class="panel notices"><summary>Notices <b>${notices.length}</b></summary><ul>${notices.map(item)}</ul></details>`;
}

function item({ kind, message, path, line }: Notice): Markup {
  const place = path === undefined ? undefined : markup`<code>${path}${line === undefined ? '' : `:${line}`}</code> `;
  return markup`<li>${place}${message} <small>${kind}</small></li>`;
}
