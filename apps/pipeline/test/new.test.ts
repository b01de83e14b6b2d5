import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { dalmeum } from "./dalmeum.ts";
import { startDalmeum } from "./start-dalmeum.ts";
import { createWorkspace } from "./workspace.ts";

const losses = {
  "packages/losses/package.json": '{ "name": "@dalmeum/losses" }',
  "packages/losses/src/index.ts": 'export { maeLoss } from "./mae-loss.ts";\n',
};

it("writes a loss, and says what to do next and whose it is not yet", async () => {
  const { code, stdout, stderr } = await dalmeum(createWorkspace(losses), "new loss log-cosh-loss");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^wrote {3}packages\/losses\/src\/log-cosh-loss\.test\.ts\n/);
  expect(stdout).toContain("changed packages/losses/src/index.ts\n");
  expect(stdout).toContain("1. see the test fail: npx vitest run --root packages/losses src/log-cosh-loss.test.ts\n");
  expect(stdout).toMatch(/5\. say whose it is: .*`\/packages\/losses\/src\/log-cosh-loss\.\* @your-name` to \.github/);
});

it("takes the owner from git where it has been told", async () => {
  const root = createWorkspace(losses);
  execFileSync("git", ["init", "--quiet"], { cwd: root });
  execFileSync("git", ["config", "github.user", "mina"], { cwd: root });
  const { stdout } = await dalmeum(root, "new loss log-cosh-loss --json");
  expect(JSON.parse(stdout)).toMatchObject({ owner: "@mina", edited: [expect.anything(), ".github/CODEOWNERS"] });
  expect(readFileSync(join(root, ".github/CODEOWNERS"), "utf8")).toContain("log-cosh-loss.* @mina\n");
});

it("begins an experiment as another, however it and the data are named", async () => {
  const root = createWorkspace({ "datasets/mine/package.json": '{ "name": "@test/mine" }' });
  const { stdout, stderr } = await dalmeum(root, "new experiment my-try --from experiments/tiny/ --data mine");
  expect(stderr).toBe("");
  expect(stdout).toContain("3. train it: npx dalmeum train my-try\n");
  const made = readFileSync(join(root, "experiments/my-try/experiment.ts"), "utf8");
  expect(made).toContain('competitionCsv({ folder: "datasets/mine" })');
});

it("begins an experiment that says what it lacks, and trains when it has it", async () => {
  const root = createWorkspace();
  await dalmeum(root, "new experiment my-try --from tiny");
  const folder = join(root, "experiments/my-try");
  symlinkSync(join(root, "experiments/tiny/node_modules"), join(folder, "node_modules"));
  const { code, stderr } = await dalmeum(root, "train my-try --seed 1");
  expect(stderr).toContain(
    'hypothesis: in it, claim: found "", expected what the experiment is to show, in a sentence',
  );
  expect(code).toBe(1);
  const file = join(folder, "experiment.ts");
  writeFileSync(file, readFileSync(file, "utf8").replace('claim: ""', 'claim: "It learns"'));
  // Another process: this one has read the file.
  expect(await startDalmeum(root, "train my-try --seed 1").ended).toMatchObject({ code: 0, stderr: "" });
});

it.each([
  ["new lost x", "found lost, expected loss, augmentation"],
  ["new loss mae-loss --from tiny", "--from is for an experiment, found loss"],
  [
    "new loss maeLoss",
    'found the name "maeLoss", expected lower-case words of a-z and 0-9 with hyphens between: mae-loss',
  ],
  ["new loss mae-loss", "packages/losses/src/index.ts exports maeLoss already"],
  ["new experiment my-try", 'found no experiment "baseline". There are: tiny'],
  ["new experiment my-try --from tiny --data tyni", "found no folder tyni. Did you mean datasets/tiny?"],
])("%s is refused", async (commandLine, message) => {
  const root = createWorkspace(losses);
  const { code, stderr } = await dalmeum(root, commandLine);
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/\n\s+at |unexpected error/);
  expect(code).toBe(1);
  expect(existsSync(join(root, "experiments/my-try"))).toBe(false);
});
