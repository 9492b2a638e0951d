/**
 * `implements` is which interfaces of the package the type declared on the line implements: by itself, only through a
 * pointer, or perhaps.
 */
import type { Package } from '../../src/semantic/package.ts';
import { implementsInterface } from '../../src/semantic/types/implements.ts';
import type { NamedType } from '../../src/semantic/types/type.ts';
import { named, pointerTo } from '../../src/semantic/types/type.ts';
import { Field, Kind } from '../../src/syntax/kinds.ts';
import type { Answer } from './place.ts';
import { firstOn } from './place.ts';

const implement: Answer = (pkg, line) => {
  const declared = typeDeclaredAt(pkg, firstOn(pkg, line, Kind.TypeSpec));
  const found = interfacesOf(pkg).flatMap(wanted => {
    if (implementsInterface(pkg.types, declared, wanted) === true) return [wanted.name];
    const answer = implementsInterface(pkg.types, pointerTo(declared), wanted);
    return answer === false ? [] : [answer === true ? `${wanted.name} by pointer` : `perhaps ${wanted.name}`];
  });
  return found.length === 0 ? 'none' : found.join(', ');
};
export { implement as implements };

function typeDeclaredAt(pkg: Package, at: ReturnType<typeof firstOn>): NamedType {
  return named(pkg.path, pkg.textOf({ ...at, node: pkg.tree(at.file).childByField(at.node, Field.Name) }));
}

function interfacesOf(pkg: Package): NamedType[] {
  return [...pkg.nodes(Kind.TypeSpec)]
    .map(at => typeDeclaredAt(pkg, at))
    .filter(type => pkg.types.underlying(type).kind === 'interface');
}
