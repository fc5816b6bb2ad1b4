const TOKEN = /'[^']*'|\\.| |[A-Za-z0-9_@%+=:,./-]+|[\s\S]/gu;
const BARE = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** The words a POSIX shell would make of a line without expansions; throws where one could happen. */
export function wordsOf(line: string): readonly string[] {
  const words: (string | undefined)[] = [undefined];
  for (const [token] of line.matchAll(TOKEN)) {
    if (token === " ") words.push(undefined);
    else words.push((words.pop() ?? "") + meantBy(token));
  }
  return words.filter((word) => word !== undefined);
}

function meantBy(token: string): string {
  if (token.length > 1 && token.startsWith("'")) return token.slice(1, -1);
  if (token.length > 1 && token.startsWith("\\")) return token.slice(1);
  if (BARE.test(token)) return token;
  throw new Error(`a shell would act on ${JSON.stringify(token)}`);
}
