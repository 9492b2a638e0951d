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
    summary: 'A node that was taken off a linked list still leads to the rest of it',
    severity: 'info',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'Who keeps the node keeps all that it leads to: the nodes that followed it, also after they have been taken off ' +
      'themselves, with all that they hold. A node that is kept while 100 others with 64 KB each come and go behind it holds ' +
      'those that were in the list at the time (measured with Go 1.26: 7 MB for 100 nodes).',
    remedy: 'Cut the link before the node is given away: `n.next = nil`.',
    limits:
      'Holds for every version of Go. Only structs of the package with a field that points to another of their kind, and ' +
      'only where the first node is returned. Silent where the package sets that field to nil anywhere, or where the function makes ' +
      'a node itself, as for free lists. Nodes from the middle or the end, and how long callers keep the node, are not seen.',
    references: ['https://github.com/vitessio/vitess/pull/17807'],
    messages: {
      linked:
        '{node} is returned with its {link} still set, so that whoever keeps it keeps all nodes that followed, also when they ' +
        'have left the list; set {node}.{link} to nil first',
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
