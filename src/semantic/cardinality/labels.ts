/**
 * Labels of metrics that take any number of values: each makes one more time series, which the metric keeps until code
 * deletes it.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { Call } from '../calls/call.ts';
import type { EffectTest } from '../effects/table.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { isChecked } from './checks.ts';
import { type Variation, variationOf } from './variation.ts';

export interface VaryingLabel {
  readonly call: Call;
  /** The label as it is given. */
  readonly value: Place;
  readonly variation: Variation;
  /** Whether the library keeps no more than some number of series. */
  readonly limited: boolean;
}

const labelling: EffectTest = ({ labels }) => labels !== undefined;

/** Methods that delete series of a vector. */
const DELETING = ['DeleteLabelValues', 'DeletePartialMatch', 'Delete', 'Reset'];

export function varyingLabels(pkg: Package): VaryingLabel[] {
  return pkg.effects.namesWith('labels', labelling).flatMap(name =>
    pkg.callsNamed(name).flatMap(call => {
      const { labels } = call.effect;
      if (labels === undefined || losesSeries(pkg, call)) return [];
      return call.args.slice(labels.from).flatMap(value => ofValue(pkg, call, value, labels.limited));
    }),
  );
}

function ofValue(pkg: Package, call: Call, value: Place, limited: boolean): VaryingLabel[] {
  const variation = variationOf(pkg, value);
  if (variation === undefined || isChecked(pkg, call, value, variation)) return [];
  return [{ call, value, variation, limited }];
}

/** Whether code of the package deletes series of a vector of that name. */
function losesSeries(pkg: Package, { receiver }: Call): boolean {
  if (receiver === undefined) return false;
  const name = lastName(pkg, receiver);
  return DELETING.some(method =>
    pkg.callsNamed(method).some(each => each.receiver !== undefined && lastName(pkg, each.receiver) === name),
  );
}

/** `requests` of `s.metrics.requests`, and of `s.metrics.requests.MustCurryWith(…)`. */
function lastName(pkg: Package, { file, node }: Place): string {
  const tree = pkg.tree(file);
  if (tree.kindOf(node) === Kind.CallExpression) {
    const { receiver } = pkg.callAt({ file, node });
    return receiver === undefined ? tree.textOf(node) : lastName(pkg, receiver);
  }
  const text = tree.textOf(node);
  return text.slice(text.lastIndexOf('.') + 1);
}
