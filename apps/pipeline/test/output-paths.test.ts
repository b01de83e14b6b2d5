import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dalmeum } from "./dalmeum.ts";
import { startDalmeum } from "./start-dalmeum.ts";
import { createWorkspace } from "./workspace.ts";

describe("where a command is to write is looked at before it computes", () => {
  // There is no such run, which is not even looked for.
  const predict = (output: string): string => `predict none --input datasets/tiny/test.csv --output ${output}`;

  it("predict overwrites no file that is there, nor what a link leads to", async () => {
    const root = createWorkspace();
    for (const name of ["notes.csv", "other.csv"]) writeFileSync(join(root, name), "id,prediction\nmine,5\n");
    symlinkSync("other.csv", join(root, "link.csv"));
    for (const name of ["notes.csv", "link.csv"]) {
      const { code, stderr } = await dalmeum(root, predict(name));
      expect(stderr).toMatch(
        new RegExp(`/${name}: is there already, and is not overwritten; name another file, or remove`),
      );
      expect(code).toBe(1);
    }
    for (const name of ["notes.csv", "other.csv"]) {
      expect(readFileSync(join(root, name), "utf8")).toBe("id,prediction\nmine,5\n");
    }
  });

  it.each([
    [predict("none/scores.csv"), /\/none: there is no such file or folder \(ENOENT\)/],
    [predict("package.json/scores.csv"), /\/package\.json: found a file, expected a folder/],
    ["compare none none --output package.json", /\/package\.json: found a file, expected a folder/],
    ["sweep none --set a=1 --output package.json/report", /\/package\.json: found a file, expected a folder/],
    ["curves none --output package.json", /\/package\.json: found a file, expected a folder/],
    ["diagnose none --output package.json", /\/package\.json: found a file, expected a folder/],
    ["data report none --output package.json", /\/package\.json: found a file, expected a folder/],
  ])("%s", async (commandLine, message) => {
    const root = createWorkspace({ "package.json": "{}" });
    const { code, stderr } = await dalmeum(root, commandLine);
    expect(stderr).toMatch(message);
    expect(code).toBe(1);
    expect(readFileSync(join(root, "package.json"), "utf8")).toBe("{}");
  });
});

/** A disk that may only be read, in place of a folder and for one process. */
const readOnly = (folder: string): readonly string[] => [
  ...["unshare", "--mount", "--map-root-user", "sh", "-c"],
  ...[`mount -t tmpfs -o ro none '${folder}' && exec "$@"`, "sh"],
];
const canMount = spawnSync("unshare", ["--mount", "--map-root-user", "true"]).status === 0;

it.runIf(canMount)("a disk that may only be read is told as that, before a training begins", async () => {
  const root = createWorkspace();
  const runs = join(root, "experiments/tiny/runs");
  mkdirSync(runs);
  const { code, stdout, stderr } = await startDalmeum(root, "train tiny --seed 1", { through: readOnly(runs) }).ended;
  expect(stderr).toMatch(/^\S+\/experiments\/tiny\/runs: the disk may only be read \(EROFS\)\. Name another/);
  expect(stdout).not.toContain("loss");
  expect(code).toBe(1);
  const predict = "predict none --input datasets/tiny/test.csv --output experiments/tiny/runs/scores.csv";
  expect((await startDalmeum(root, predict, { through: readOnly(runs) }).ended).stderr).toMatch(
    /\/runs: the disk may only be read \(EROFS\)/,
  );
  expect(readdirSync(runs)).toEqual([]);
});
