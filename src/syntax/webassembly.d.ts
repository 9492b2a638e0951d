/**
 * The part of the WebAssembly interface that `syntax` uses. TypeScript knows it only through its DOM library, which
 * would bring a browser's globals into code that must run anywhere.
 */
declare namespace WebAssembly {
  type Callable = (...values: number[]) => number;
  type ExportValue = Memory | Global | Table | Callable;
  type ImportValue = ExportValue | number;
  type Imports = Record<string, Record<string, ImportValue>>;

  class Module {
    constructor(bytes: Uint8Array);
    private readonly module: true;
  }
  class Instance {
    constructor(module: Module, imports?: Imports);
    readonly exports: Record<string, ExportValue>;
  }
  class Memory {
    /** Renewed whenever the memory grows. */
    readonly buffer: ArrayBuffer;
  }
  class Global {
    value: number;
  }
  class Table {
    readonly length: number;
  }
  function compile(bytes: Uint8Array): Promise<Module>;
  function instantiate(module: Module, imports?: Imports): Promise<Instance>;
}
