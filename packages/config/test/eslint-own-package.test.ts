import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { ESLint } from "eslint";
import { expect, it } from "vitest";

const BASE = new URL("../eslint.base.mjs", import.meta.url).href;

const manifest = (name: string, trained: string, submitted: string): string =>
  JSON.stringify({
    name: `@dalmeum/experiment-${name}`,
    scripts: { train: `dalmeum train ${trained}`, submit: `dalmeum submit ${submitted}:alpha=1`, lint: "eslint ." },
  });

const FILES = {
  "experiments/own/package.json": manifest("own", "own", "own"),
  "experiments/own/experiment.ts": "export default 1;\n",
  "experiments/copy/package.json": manifest("own", "own", "copy"),
  "experiments/copy/experiment.ts": "export default 1;\n",
  "experiments/bare/experiment.ts": "export default 1;\n",
  "fixture/experiment.ts": "export default 1;\n",
  "eslint.config.mjs": `import { eslintBase } from "${BASE}";\nexport default eslintBase(import.meta.dirname);\n`,
  "tsconfig.json": "{}",
};

it("refuses an experiment that was copied with another's package.json", async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "eslint-")));
  for (const [name, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const eslint = new ESLint({ cwd: folder, overrideConfigFile: "eslint.config.mjs" });
  const results = await eslint.lintFiles(["."]);
  rmSync(folder, { recursive: true });
  const found = results.map(({ filePath, messages }) => [
    basename(dirname(filePath)),
    messages.map(({ message }) => message),
  ]);
  expect(Object.fromEntries(found)).toMatchObject({
    own: [],
    fixture: [],
    copy: [
      'package.json: found the name "@dalmeum/experiment-own", expected "@dalmeum/experiment-copy", after the folder.',
      "package.json: its script train is of own, expected `dalmeum train copy`.",
    ],
    bare: ["There is no package.json beside it; `npx dalmeum new experiment` writes one."],
  });
}, 60_000);
