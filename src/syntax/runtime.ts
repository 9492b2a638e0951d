/**
 * Starts web-tree-sitter's wasm runtime from bytes that the caller has, once per thread, and keeps hold of what
 * our own wasm module links against: the runtime's exported functions and its memory.
 */
import { Parser } from 'web-tree-sitter';

export interface Runtime {
  readonly exports: WebAssembly.Instance['exports'];
  readonly memory: WebAssembly.Memory;
}

type InstanceReceiver = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;

let runtime: Promise<Runtime> | undefined;

/** The running instance; the binary of the first call serves all later ones. */
export function loadRuntime(binary: Uint8Array | WebAssembly.Module): Promise<Runtime> {
  return (runtime ??= startRuntime(binary));
}

async function startRuntime(binary: Uint8Array | WebAssembly.Module): Promise<Runtime> {
  const module = binary instanceof WebAssembly.Module ? binary : await WebAssembly.compile(binary);
  let started: Runtime | undefined;
  let instantiateWasm: ((imports: WebAssembly.Imports, done: InstanceReceiver) => object) | undefined;
  // web-tree-sitter waits for `done` alone, so a failure to instantiate has to end the wait from here.
  const failed = new Promise<never>((_, reject) => {
    instantiateWasm = (imports, done) => {
      WebAssembly.instantiate(module, imports)
        .then(instance => {
          started = { exports: instance.exports, memory: memoryOf(imports) };
          done(instance, module);
        })
        .catch(reject);
      return {};
    };
  });
  await Promise.race([Parser.init({ instantiateWasm }), failed]);
  if (started === undefined) throw new Error('web-tree-sitter was started outside this module');
  return started;
}

function memoryOf(imports: WebAssembly.Imports): WebAssembly.Memory {
  const memory = imports['env']?.['memory'];
  if (!(memory instanceof WebAssembly.Memory)) throw new Error('web-tree-sitter.wasm does not import its memory');
  return memory;
}

/** An exported function of the runtime or of a module linked to it. */
export function exportedFunction(exports: WebAssembly.Instance['exports'], name: string): WebAssembly.Callable {
  const value = exports[name];
  if (!isCallable(value)) throw new Error(`the wasm module exports no function ${name}`);
  return value;
}

function isCallable(value: WebAssembly.ExportValue | undefined): value is WebAssembly.Callable {
  return typeof value === 'function';
}
