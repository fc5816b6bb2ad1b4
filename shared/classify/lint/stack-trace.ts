const SEEN = 4_096;
const TRACEBACK = "Traceback (most recent call last)";
const GOROUTINE = /^goroutine \d{1,9} \[/m;
// Node `at f (/a/b.js:1:2)`, Java `at a.B.c(B.java:1)`; .NET `at A.B(C d) in /a/b.cs:line 1`.
const FRAME = /\bat [^\s()]{1,200} ?\([^()\n]{1,300}:\d{1,9}(?::\d{1,9})?\)/;
const BARE_FRAME = /\bat (?:file:\/)?\/[^\s():]{1,300}:\d{1,9}:\d{1,9}/;
const JAVA_FRAME = /\bat [\w.$<>]{1,200}\((?:Native Method|Unknown Source)\)/;
const DOTNET_FRAME = /\bat [\w.<>`[\],]{1,200}\([^()\n]{0,300}\) in [^\n]{1,300}:line \d/;
const PYTHON_FRAME = /File "[^"\n]{1,300}", line \d{1,9}/;
const RUBY_FRAME = /\.rb:\d{1,9}:in [`']/;
const FRAMES = [FRAME, BARE_FRAME, JAVA_FRAME, DOTNET_FRAME, PYTHON_FRAME, RUBY_FRAME, GOROUTINE];

/** True when `text` holds a stack trace of Node.js, Python, Java, Go, .NET or Ruby. */
export function isStackTrace(text: string): boolean {
  const seen = text.slice(0, SEEN);
  return seen.includes(TRACEBACK) || FRAMES.some((frame) => frame.test(seen));
}
