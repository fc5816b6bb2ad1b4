/** `id=42` of `{id=42, name=x}`. */
const PARAMETER = /([\w.-]{1,64})=([^,}]{1,512})/g;
/** What the console calls a parameter that takes all the rest of a path. */
const REST = "proxy";

/**
 * The template of a path, by the values that the gateway took out of it: the log shows `/orders/42` and `{id=42}`
 * for what the API calls `/orders/{id}`. A value that stands in several places tells nothing.
 */
export function templateOf(path: string, parameters: string): string {
  let template = path;
  for (const [, name = "", value = ""] of parameters.matchAll(PARAMETER)) {
    template =
      value.includes("/") || name === REST
        ? withRest(template, name, value)
        : withOne(template, name, value);
  }
  return template;
}

function withRest(path: string, name: string, value: string): string {
  return path.endsWith(`/${value}`) ? `${path.slice(0, -value.length)}{${name}+}` : path;
}

function withOne(path: string, name: string, value: string): string {
  const segments = path.split("/");
  const at = segments.indexOf(value);
  const isClear = at !== -1 && segments.lastIndexOf(value) === at;
  return isClear ? segments.with(at, `{${name}}`).join("/") : path;
}
