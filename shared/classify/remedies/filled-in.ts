const PARAMETER = /\{([^{}+]{1,256})\+?\}/g;

/**
 * A path whose parameters are marked as to be filled in: `/orders/{id}` is `/orders/<id>`. With
 * braces it would be sent as it is, or be read by curl as a list.
 */
export function filledIn(path: string): string {
  return path.replaceAll(PARAMETER, "<$1>");
}

/** Its parameters as an event has them. */
export function parametersIn(path: string): Readonly<Record<string, string>> | null {
  const names = Array.from(path.matchAll(PARAMETER), ([, name = ""]) => name);
  return names.length === 0 ? null : Object.fromEntries(names.map((name) => [name, `<${name}>`]));
}
