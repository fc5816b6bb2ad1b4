/** `fields` without those that are undefined: what is not known is left out, never `undefined`. */
export function present<Fields extends object>(
  fields: Fields,
): { readonly [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  const known: { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } = {};
  for (const name in fields) {
    const value = fields[name];
    if (value !== undefined) known[name] = value as Exclude<Fields[typeof name], undefined>;
  }
  return known;
}
