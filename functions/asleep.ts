import { relative } from "node:path";
import { deflateRawSync } from "node:zlib";
import { type BuildOptions, build, type Plugin } from "esbuild";

/**
 * Packages whose functions only some deliveries call, and what is imported of them. Their callers are
 * not asynchronous, so they wake where they are called.
 */
const CALLED_LATE: Readonly<Record<string, readonly string[]>> = {
  "csv-parse/sync": ["parse"],
  "fast-xml-parser": ["XMLParser"],
};
const ALL = /.*/;
const BUILT_IN = /^node:/;

/**
 * Keeps what is imported later as text in the bundle: V8 reads through a string much faster than through
 * code, and all of it stays one file. The text is compiled when it is first asked for.
 */
export function asleep(options: BuildOptions): Plugin {
  return {
    name: "asleep",
    setup(bundle) {
      bundle.onResolve({ filter: ALL }, async ({ path, kind, resolveDir, pluginData }) => {
        const isLate = kind === "dynamic-import" || path in CALLED_LATE;
        if (!isLate || BUILT_IN.test(path) || pluginData === AWAKE) return undefined;
        const found = await bundle.resolve(path, { kind, resolveDir, pluginData: AWAKE });
        const names = CALLED_LATE[path];
        // From the root of the project, so that a bundle names no path of the machine that built it.
        const place = relative(options.absWorkingDir ?? "", found.path);
        return { path: place, namespace: "asleep", pluginData: names };
      });
      bundle.onLoad({ filter: ALL, namespace: "asleep" }, async ({ path, pluginData }) => {
        const text = await textOf(path, options);
        return {
          contents: pluginData === undefined ? wokenBy(text) : calledLate(text, pluginData),
        };
      });
    },
  };
}

const AWAKE = Symbol("resolved as usual");

async function textOf(path: string, options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    ...options,
    entryPoints: [path],
    format: "cjs",
    write: false,
    sourcemap: false,
    metafile: false,
  });
  return outputFiles[0]?.text ?? "";
}

/** A CommonJS module: who imports it runs this. Packed, since even a string is read through. */
function wokenBy(text: string): string {
  const packed = deflateRawSync(text, { level: 9 }).toString("base64");
  return `
    const { inflateRawSync } = process.getBuiltinModule("node:zlib");
    const text = inflateRawSync(Buffer.from("${packed}", "base64")).toString();
    new Function("require", "module", text)(process.getBuiltinModule, module);`;
}

function calledLate(text: string, names: readonly string[]): string {
  return `
    let woken;
    const wake = () => {
      const module = { exports: {} };
      ${wokenBy(text)}
      return module.exports;
    };
    ${names.map((name) => `export function ${name}(...args) { woken ??= wake(); return new.target ? new woken.${name}(...args) : woken.${name}(...args); }`).join("\n")}`;
}
