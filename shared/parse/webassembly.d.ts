/** What is used here of WebAssembly: TypeScript declares it with the browser's things, which do not exist here. */
declare namespace WebAssembly {
  class Memory {
    constructor(size: { readonly initial: number; readonly maximum: number });
    readonly buffer: ArrayBuffer;
  }
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: { readonly scan: { readonly memory: Memory } });
    readonly exports: Readonly<Record<string, unknown>>;
  }
}
