import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { readManifest } from "@dalmeum/experiments";
import { writeWorkspace } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { createScaffold, type ScaffoldRequest } from "../src/index.ts";

const experiment = `import { competitionCsv, takePairs } from "@dalmeum/data";
import { defineBaseline } from "@dalmeum/experiments";

const folder = "datasets/tiny";

export default defineBaseline({
  // A comment.
  hypothesis: { claim: "It runs, and { that } is all", control: "x", metric: "pearson", smallestDifference: 0 },
  data: takePairs(competitionCsv({ folder: "datasets/tiny" }), { train: 5 }),
  // Published figures are of all pairs.
  leakage: "keep",
  learner: lexicalRidge(),
});
`;

const files = {
  ".github/CODEOWNERS": "* @dalmeum/team\n/packages/losses/ @dalmeum/losses\n",
  ".prettierrc.json": '{ "printWidth": 120 }',
  "packages/losses/package.json": '{ "name": "@dalmeum/losses" }',
  "packages/losses/src/index.ts": `export { maeLoss, type MaeLossOptions } from "./mae-loss.ts";
export {
  veryLongLoss,
  type VeryLongLossOptions,
} from "./very-long-loss.ts";
`,
  "packages/losses/src/mae-loss.ts": "",
  "datasets/tiny/package.json": '{ "name": "@dalmeum/tiny" }',
  "datasets/mine/package.json": '{ "name": "@dalmeum/mine" }',
  "experiments/first/package.json": JSON.stringify({
    name: "@dalmeum/experiment-first",
    scripts: { train: "dalmeum train first", submit: "dalmeum submit first", other: "dalmeum train first-of-all" },
    dependencies: { "@dalmeum/data": "workspace:*", "@dalmeum/tiny": "workspace:*", zod: "catalog:" },
    devDependencies: { eslint: "catalog:" },
  }),
  "experiments/first/tsconfig.json": "{}",
  "experiments/first/runs/seed-1/run.json": "{}",
};

const workspace = (): string => writeWorkspace({ first: experiment }, [], files);

const request = (changes: Partial<ScaffoldRequest>): ScaffoldRequest => ({
  ...{ kind: "loss", name: "log-cosh-loss", owner: undefined, from: "first", data: undefined },
  ...changes,
});

/** Every file and its text. */
const contents = (root: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(root.length + 1), readFileSync(path, "utf8")]),
  );

describe("a module", () => {
  it("gets its files, a line in index.ts, a changeset and an owner, and nothing else changes", async () => {
    const root = workspace();
    const before = contents(root);
    const { created, edited, ownerPattern } = await createScaffold(root, request({ owner: "@mina" }));
    const after = contents(root);
    const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
    expect(changed.toSorted()).toEqual([...created, ...edited].toSorted());
    expect(ownerPattern).toBe("/packages/losses/src/log-cosh-loss.*");
    expect(after["packages/losses/src/index.ts"]).toBe(
      'export { logCoshLoss } from "./log-cosh-loss.ts";\n' +
        'export { maeLoss, type MaeLossOptions } from "./mae-loss.ts";\n' +
        'export { veryLongLoss, type VeryLongLossOptions } from "./very-long-loss.ts";\n',
    );
    expect(after["packages/losses/src/log-cosh-loss.ts"]).toContain("export function logCoshLoss(): RowLoss {");
    expect(after[".changeset/new-loss-log-cosh-loss.md"]).toMatch(/^---\n"@dalmeum\/losses": minor\n---\n\n/);
    expect(after[".github/CODEOWNERS"]).toBe(
      "* @dalmeum/team\n/packages/losses/ @dalmeum/losses\n/packages/losses/src/log-cosh-loss.* @mina\n",
    );
  });
});

describe("an experiment", () => {
  it("begins as another, with a hypothesis that is still to be written", async () => {
    const root = workspace();
    const { created } = await createScaffold(root, request({ kind: "experiment", name: "my-try" }));
    expect(created).toEqual(["experiment.ts", "tsconfig.json", "package.json"].map((f) => `experiments/my-try/${f}`));
    const text = readFileSync(join(root, "experiments/my-try/experiment.ts"), "utf8");
    expect(text).toContain('claim: "",\n    control: "first",');
    expect(text.replace(/hypothesis: \{[^}]*\}/, "")).toBe(experiment.replace(/hypothesis: \{.*\},\n/, ",\n"));
    expect(JSON.parse(readFileSync(join(root, "experiments/my-try/package.json"), "utf8"))).toMatchObject({
      name: "@dalmeum/experiment-my-try",
      scripts: { train: "dalmeum train my-try", submit: "dalmeum submit my-try", other: "dalmeum train first-of-all" },
      dependencies: { "@dalmeum/data": "workspace:*", "@dalmeum/tiny": "workspace:*", zod: "catalog:" },
      devDependencies: { eslint: "catalog:" },
    });
  });

  it("reads other data, and keeps no leaks for it", async () => {
    const root = workspace();
    await createScaffold(root, request({ kind: "experiment", name: "my-try", data: "datasets/mine" }));
    const text = readFileSync(join(root, "experiments/my-try/experiment.ts"), "utf8");
    expect(text).toContain('const folder = "datasets/mine";');
    expect(text).toContain('competitionCsv({ folder: "datasets/mine" })');
    expect(text).toContain('hypothesis: "",');
    expect(text).not.toMatch(/leakage|Published|tiny/);
    const { dependencies } = readManifest(join(root, "experiments/my-try"));
    expect(Object.keys(dependencies)).toEqual(["@dalmeum/data", "@dalmeum/mine", "zod"]);
  });

  it("gets a hypothesis where the other has none", async () => {
    const plain = experiment.replace(/ {2}\/\/ A comment.\n {2}hypothesis.*\n/, "");
    const root = writeWorkspace({ first: plain }, [], files);
    await createScaffold(root, request({ kind: "experiment", name: "my-try" }));
    const text = readFileSync(join(root, "experiments/my-try/experiment.ts"), "utf8");
    expect(text).toMatch(/defineBaseline\(\{\n {2}hypothesis: \{[^}]*\},\n {2}data:/);
  });
});

describe("nothing is written, and it is said why, where", () => {
  it.each<[string, Partial<ScaffoldRequest>, string]>([
    ["a name is in camel case", { name: "myLoss" }, 'found the name "myLoss", expected lower-case words .*: my-loss$'],
    ["a name leads elsewhere", { name: "../x" }, 'found the name "../x", expected lower-case words'],
    [
      "a name is Korean",
      { name: "유사도" },
      "expected lower-case words of a-z and 0-9 with hyphens between, e.g. my-loss",
    ],
    ["a name is too long", { name: "a".repeat(65) }, "expected lower-case words"],
    ["a name is JavaScript's", { name: "delete" }, "but `delete` is JavaScript's own; take another"],
    ["a name is a global of Node's", { name: "structured-clone" }, "but `structuredClone` is JavaScript's own"],
    ["a name is reserved", { name: "index" }, "which means something else already"],
    ["Windows has a name", { kind: "dataset", name: "aux" }, "which means something else already"],
    ["a file is there", { name: "mae-loss" }, "index.ts exports maeLoss already|mae-loss.ts is there already"],
    ["a name is exported", { name: "very-long-loss" }, "index.ts exports veryLongLoss already; take another"],
    ["a package has the name", { kind: "dataset", name: "losses" }, "packages/losses is @dalmeum/losses already"],
    ["an experiment is there", { kind: "experiment", name: "first" }, "experiments/first is @dalmeum/experiment-first"],
    ["there is no control", { kind: "experiment", name: "x", from: "frist" }, "Did you mean first\\?"],
    ["there is no dataset", { kind: "experiment", name: "x", data: "datasets/none" }, "none/package.json: there is no"],
    ["there is no such package", { kind: "baseline", name: "x" }, "packages/baselines/src/index.ts: there is no such"],
    ["an owner is none", { owner: "mina" }, 'found the owner "mina", expected a name of GitHub\'s, e.g. @mina'],
  ])("%s", async (_, changes, message) => {
    const root = workspace();
    const before = contents(root);
    const made = createScaffold(root, request(changes));
    await expect(made).rejects.toThrow(new RegExp(message));
    await expect(made).rejects.toBeInstanceOf(UserError);
    expect(contents(root)).toEqual(before);
  });

  it("a file is in the way that nobody lists", async () => {
    const root = workspace();
    writeFileSync(join(root, "packages/losses/src/log-cosh-loss.test.ts"), "// mine");
    const before = contents(root);
    await expect(createScaffold(root, request({}))).rejects.toThrow(
      "nothing is overwritten, take another name: 1 problem\n  packages/losses/src/log-cosh-loss.test.ts is there",
    );
    expect(contents(root)).toEqual(before);
  });

  it("one of the files cannot be written", async () => {
    const root = workspace();
    // Where the text of index.ts would be written before it is renamed.
    mkdirSync(join(root, `packages/losses/src/index.ts.${process.pid}.tmp/x`), { recursive: true });
    const before = contents(root);
    await expect(createScaffold(root, request({ owner: "@mina" }))).rejects.toThrow();
    expect(contents(root)).toEqual(before);
    expect(existsSync(join(root, ".changeset"))).toBe(false);
  });
});
