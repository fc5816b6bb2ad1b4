// `npm run lint:template`: cfn-lint over the compiled templates, with and without every setting.
import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { osls } from "./osls.ts";
import { pythonTool } from "./python-tool.ts";

const CFN_LINT = "1.58.0";
// osls names the role of a function as a dependency too: needless, and not ours.
const NOT_OURS = "W3005";

const tool = await pythonTool("cfn-lint", CFN_LINT);
if (tool.ok) process.exitCode = await lint(tool.bin);
else process.stdout.write(`skipped: the template is not linted: ${tool.missing}\n`);

async function lint(bin: string): Promise<number> {
  const folder = await mkdtemp(`${tmpdir()}/apigw-triage-lint-`);
  try {
    const settings = fileURLToPath(new URL("every-setting.yml", import.meta.url));
    await osls(["package", "--stage", "least", "--package", `${folder}/least`]);
    await osls([
      ...["package", "--stage", "most", "--package", `${folder}/most`],
      `--param=settings=${settings}`,
    ]);
    const templates = `${folder}/*/cloudformation-template-*-stack.json`;
    const linted = spawnSync(`${bin}/cfn-lint`, ["--ignore-checks", NOT_OURS, "-t", templates], {
      stdio: "inherit",
    });
    if (linted.status === 0) process.stdout.write("cfn-lint found nothing\n");
    return linted.status ?? 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
