/**
 * Finds nodes that are taken off a linked list and returned with their link to the rest of it.
 */
import { unlinkedNodes } from '../../src/rule/elements.ts';
import { defineRule } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'linked-node-retention',
    family: 'retention',
    tier: 'opt-in',
    summary: 'A node taken off a linked list still points to the next one, and keeps the rest of the list alive',
    severity: 'info',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'A node whose next pointer is not cleared keeps the node after it, that one keeps the node after itself, and ' +
      'so on. Whoever holds the node that was taken off holds all of them with their data, even after they have ' +
      'left the list themselves. Measured with Go 1.26: one kept node in front of 100 others of 64 KB each held 7 ' +
      'MB.',
    remedy: 'Clear the link before you hand out the node: `n.next = nil`.',
    limits:
      'Holds for every version of Go. Sees only structs of the package with a field that points to another struct ' +
      'of the same type, and only functions that return the first node. Silent if the package sets that field to ' +
      'nil anywhere, or if the function creates nodes itself, as free lists do. Nodes taken from the middle or the ' +
      'end are not looked at. How long callers keep the node is not known.',
    references: ['https://github.com/vitessio/vitess/pull/17807'],
    messages: {
      linked:
        '{node} is returned with its {link} still set, so that whoever keeps it keeps all nodes that followed, also ' +
        'when they have left the list; set {node}.{link} to nil first',
    },
    options: {},
    metric: 'cum',
    refutable: false,
  },
  triggers: [],
  check({ pkg, report }) {
    for (const { at, node, link } of unlinkedNodes(pkg)) {
      report(at, 'linked', { data: { node: node.name, link: link.name } });
    }
  },
});
