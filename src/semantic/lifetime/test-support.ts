/**
 * Which files serve only tests: `_test.go` files, others that import what only tests use, and those that lie where Go
 * modules keep such code. Package `testing` is imported by products as well, for a function or two: most functions of the
 * file must speak of it. What is left of a package serves tests too if most of its files do and hold most of its functions;
 * generated files, such as mocks beside the code that they stand for, are not counted.
 *
 * A program in such a directory is taken like every other, since it runs on its own. The import of `net/http/httptest` tells
 * nothing: programs record responses with it.
 */
import { type PackageModel, treeOf } from '../inference/model.ts';
import type { FileId, GoFunction } from '../names/symbol.ts';

/** Libraries of assertions and suites, with all below them. Sources: the documentation of each module. */
const TEST_LIBRARIES = [
  'github.com/onsi/ginkgo',
  'github.com/onsi/gomega',
  'github.com/stretchr/testify',
  'gopkg.in/check.v1',
] as const;

const DIRECTORIES: ReadonlySet<string> = new Set(['test', 'tests', 'testutil', 'testutils', 'testing', 'e2e']);

/** Below other directories this is as often a part of the product, which connects it with another. */
const FIRST_DIRECTORY = 'integration';

export class TestSupport {
  private readonly model: PackageModel;
  private readonly isOfTests: boolean;
  private mostServe: boolean | undefined;

  constructor(model: PackageModel, modulePath: string) {
    this.model = model;
    this.isOfTests = isTestPackage(model.name, model.path, modulePath);
  }

  has(file: FileId): boolean {
    return this.isOfTests || this.serves(file) || (this.mostServe ??= this.mostFilesServe());
  }

  private serves(file: FileId): boolean {
    if (this.model.files[file]?.isTest === true) return true;
    const imported = (this.model.scope.imports[file] ?? []).map(({ path }) => path);
    return imported.some(isTestLibrary) || (imported.includes('testing') && this.mostFunctionsTest(file));
  }

  /** Whether most files that people write in a package that is no program serve tests, and hold most of its functions. */
  private mostFilesServe(): boolean {
    if (this.model.name === 'main') return false;
    const written = [...this.model.files.keys()].filter(file => this.model.files[file]?.isGenerated !== true);
    const serving = written.filter(file => this.serves(file));
    const functionsIn = (files: readonly FileId[]): number => files.flatMap(file => this.declaredIn(file)).length;
    return 2 * serving.length > written.length && 2 * functionsIn(serving) > functionsIn(written);
  }

  private declaredIn(file: FileId): readonly GoFunction[] {
    return this.model.functions.filter(({ kind, place }) => kind !== 'literal' && place.file === file);
  }

  private mostFunctionsTest(file: FileId): boolean {
    const declared = this.declaredIn(file);
    const tree = treeOf(this.model, file);
    const testing = declared.filter(({ place }) => tree.textOf(place.node).includes('testing.'));
    return 2 * testing.length >= declared.length;
  }
}

function isTestLibrary(path: string): boolean {
  return TEST_LIBRARIES.some(library => path === library || path.startsWith(`${library}/`));
}

/** Whether a package lies in a directory of tests, or beside the package `x` that its name `xtest` says it tests. */
function isTestPackage(name: string, path: string, modulePath: string): boolean {
  if (name === 'main' || !path.startsWith(`${modulePath}/`)) return false;
  const elements = path.slice(modulePath.length + 1).split('/');
  const parent = elements.at(-2);
  return (
    elements[0] === FIRST_DIRECTORY ||
    elements.some(element => DIRECTORIES.has(element)) ||
    (parent !== undefined && name === `${parent}test`)
  );
}
