/**
 * Starts web-tree-sitter's wasm runtime from bytes that the caller has, once per thread.
 */
import { Parser } from 'web-tree-sitter';

let runtime: Promise<WebAssembly.Instance> | undefined;

/** The running instance; the binary of the first call serves all later ones. */
export function loadRuntime(binary: Uint8Array | WebAssembly.Module): Promise<WebAssembly.Instance> {
  return (runtime ??= startRuntime(binary));
}

async function startRuntime(binary: Uint8Array | WebAssembly.Module): Promise<WebAssembly.Instance> {
  const module = binary instanceof WebAssembly.Module ? binary : await WebAssembly.compile(binary);
  let instance: WebAssembly.Instance | undefined;
  await Parser.init({
    instantiateWasm(
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ) {
      void WebAssembly.instantiate(module, imports).then(started => {
        instance = started;
        done(started, module);
      });
      return {};
    },
  });
  if (instance === undefined) throw new Error('web-tree-sitter is already running without this module');
  return instance;
}
