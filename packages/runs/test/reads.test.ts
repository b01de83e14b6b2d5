import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { createRunCodeReader, type ReachedCode } from "../src/code/run-code.ts";
import { copyWorkspace, type WorkspaceCopy } from "./workspace-copy.ts";

let copy: WorkspaceCopy;

beforeAll(() => {
  copy = copyWorkspace();
});

afterEach(() => {
  copy.undo();
  vi.unstubAllEnvs();
});

afterAll(() => {
  copy.dispose();
});

/** The code of a baseline, as a process that starts now would read it. */
function read(name = "lexical"): Promise<ReachedCode> {
  const makers = join(copy.root, "packages/runs/src/makers");
  const reader = createRunCodeReader(copy.root, { makers, engineOf: () => undefined });
  return reader(
    { root: copy.root, folder: join(copy.root, "experiments", name), experiment: { kind: "baseline" } },
    "",
  );
}

const EXPERIMENT = "experiments/lexical/experiment.ts";

/** Let the experiment use this, in place of its number. */
function use(expression: string, imports = ""): void {
  copy.replace(EXPERIMENT, "penalty: 10", `penalty: Number(${expression})`);
  copy.write(EXPERIMENT, `${imports}\n${copy.read(EXPERIMENT)}`);
}

async function expectCounted(edit: () => void): Promise<void> {
  const before = (await read()).code;
  edit();
  expect((await read()).code).not.toEqual(before);
}

it("counts code in a folder of an experiment", async () => {
  copy.write("experiments/lexical/parts/deep/penalty.ts", "export const penalty = 10;");
  use("penalty", 'import { penalty } from "./parts/deep/penalty.ts";');
  await expectCounted(() => {
    copy.write("experiments/lexical/parts/deep/penalty.ts", "export const penalty = 11;");
  });
});

it("counts a package of the workspace that has no src", async () => {
  copy.write(
    "packages/flat/package.json",
    '{ "name": "@dalmeum/flat", "exports": "./index.js", "sideEffects": false }',
  );
  copy.write("packages/flat/index.js", "export const penalty = 10;");
  copy.link("experiments/lexical/node_modules/@dalmeum/flat", "packages/flat");
  use("penalty", 'import { penalty } from "@dalmeum/flat";');
  await expectCounted(() => {
    copy.write("packages/flat/index.js", "export const penalty = 11;");
  });
});

it("counts JSON beside an experiment, imported or read", async () => {
  copy.write("experiments/lexical/penalty.json", "10");
  use("penalty", 'import penalty from "./penalty.json" with { type: "json" };');
  await expectCounted(() => {
    copy.write("experiments/lexical/penalty.json", "11");
  });
  copy.undo();
  copy.write("experiments/lexical/penalty.json", "10");
  use('readFileSync(new URL("penalty.json", import.meta.url), "utf8")', 'import { readFileSync } from "node:fs";');
  await expectCounted(() => {
    copy.write("experiments/lexical/penalty.json", "11");
  });
});

it("counts the value of a variable that an experiment reads, and does not keep it", async () => {
  vi.stubEnv("PENALTY", "a secret");
  use("process.env.PENALTY");
  await expectCounted(() => {
    vi.stubEnv("PENALTY", "another secret");
  });
  expect(JSON.stringify(await read())).not.toMatch("another secret");
});

it("counts the script that reads Parquet where data is read from it, and nowhere else", async () => {
  const editScript = (): void => {
    copy.replace("packages/data/src/tables/read-parquet-child.mjs", /$/, "console.log(1);\n");
  };
  const before = (await read()).code;
  editScript();
  expect((await read()).code).toEqual(before);
  copy.undo();
  copy.replace(EXPERIMENT, /competitionCsv/g, "competitionParquet");
  await expectCounted(editScript);
});

it.each([
  [
    "import(name)",
    'const name = process.argv[2] ?? "";',
    /experiments\/lexical\/experiment\.ts, default: found import\(name\)/,
  ],
  ["JSON.stringify(process.env)", "", /found JSON\.stringify\(process\.env\); write process\.env\.NAME/],
  ["eval('1')", "", /found eval\('1'\)|found eval\("1"\)/],
])("refuses %s by name", async (expression, before, message) => {
  use(expression, before);
  await expect(read()).rejects.toThrow(message);
});
