import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { dalmeum } from "./dalmeum.ts";
import { ensembleFiles, MEMBERS } from "./ensemble-files.ts";
import { commitAll, git, IGNORED, initialise } from "./git.ts";
import { startDalmeum } from "./start-dalmeum.ts";
import { copyWorkspace, makeWorkspace } from "./workspace.ts";

const CANDIDATE = "experiments/blend/submission";
const SAME = /history +passed .*which is not in the +history; HEAD's code is the same/;

/** A workspace under git whose blend is trained and submitted. */
let template = "";
beforeAll(async () => {
  template = makeWorkspace({ ...ensembleFiles, ".gitignore": IGNORED });
  initialise(template);
  for (const name of [...MEMBERS, "blend"]) expect((await dalmeum(template, `train ${name}`)).stderr).toBe("");
  expect((await dalmeum(template, "submit blend")).stderr).toBe("");
  return () => {
    rmSync(template, { recursive: true, force: true });
  };
}, 120_000);

/** A copy to spoil. */
const workspace = (): string => copyWorkspace(template);

/** The gate's verdicts, a line each. */
async function check(root: string) {
  const { code, stdout, stderr } = await dalmeum(root, `check ${CANDIDATE}`);
  return { code, stderr, verdicts: stdout.replaceAll(/\n {8,}/g, " ") };
}

/** What the gate refuses, said by a process of its own: one reads code once. */
async function checkApart(root: string): Promise<string> {
  return (await startDalmeum(root, `check ${CANDIDATE}`).ended).stderr;
}

async function trainAgain(root: string, name: string): Promise<void> {
  rmSync(join(root, "experiments", name, "runs"), { recursive: true });
  expect((await dalmeum(root, `train ${name}`)).stderr).toBe("");
  expect((await dalmeum(root, "submit blend")).stderr).toBe("");
}

/** The same options, told by other code. */
const otherCode = (root: string): void => {
  const file = join(root, "experiments/weak/experiment.ts");
  writeFileSync(file, readFileSync(file, "utf8").replace("penalty: 10000", "penalty: 5000 + 5000"));
};

describe("the gate takes runs whose commit is gone, where HEAD's code is the same", () => {
  it("after an amended commit", async () => {
    const root = workspace();
    expect((await check(root)).verdicts).toMatch(/history +passed +1 commit of the history, by what records say\n/);
    git(root, "commit", "--quiet", "--amend", "--message", "one, in other words");
    const amended = await check(root);
    expect(amended).toMatchObject({ code: 0, stderr: "" });
    expect(amended.verdicts).toMatch(SAME);

    writeFileSync(join(root, "notes.txt"), "");
    expect((await check(root)).stderr).toMatch(/history: .*the same code is here beside uncommitted changes/);
    otherCode(root);
    git(root, "add", "--all");
    git(root, "commit", "--quiet", "--amend", "--no-edit");
    expect(await checkApart(root)).toMatch(
      /history: the submission is of commit \w+, .*; nor is the code of experiments\/weak\/runs\/seed-1-fold-1-\w+; experiments\/weak\/runs\/\S+ and 2 more are of commit \w+, which is not in the history; HEAD's code is another/,
    );
  });

  it("after a squash merge, though nobody has the commit any more", async () => {
    const root = workspace();
    git(root, "switch", "--quiet", "--create", "theirs");
    writeFileSync(join(root, "notes.txt"), "");
    commitAll(root, "two");
    await trainAgain(root, "weak");
    expect((await check(root)).verdicts).toMatch(/history +passed +2 commits of the history, by what records say\n/);
    git(root, "switch", "--quiet", "main");
    git(root, "merge", "--quiet", "--squash", "theirs");
    commitAll(root, "two, squashed");
    git(root, "branch", "--quiet", "--delete", "--force", "theirs");
    git(root, "reflog", "expire", "--expire=now", "--all");
    git(root, "gc", "--quiet", "--prune=now");
    const squashed = await check(root);
    expect(squashed).toMatchObject({ code: 0, stderr: "" });
    expect(squashed.verdicts).toMatch(SAME);
    expect(squashed.verdicts).toMatch(/release +warning .*which is not here/);
    expect(await dalmeum(root, "submissions add blend --why squashed")).toMatchObject({ code: 0, stderr: "" });
  });

  it("and warns of runs that were made where git could not be read", async () => {
    const root = workspace();
    rmSync(join(root, ".git"), { recursive: true });
    await trainAgain(root, "weak");
    const [run = ""] = readdirSync(join(root, "experiments/weak/runs"));
    const record = readFileSync(join(root, "experiments/weak/runs", run, "run.json"), "utf8");
    expect(JSON.parse(record)).toMatchObject({ format: 2, commit: "unknown" });
    const unread = await check(root);
    expect(unread).toMatchObject({ code: 0, stderr: "" });
    expect(unread.verdicts).toMatch(
      /history +warning .*no known commit; git cannot be read here, the code that stands here is the same/,
    );
    expect(unread.verdicts).toMatch(/release +warning .*of no known commit/);

    initialise(root);
    const read = await check(root);
    expect(read).toMatchObject({ code: 0, stderr: "" });
    expect(read.verdicts).toMatch(/history +warning .*are of no known commit; HEAD's code is the same/);
    otherCode(root);
    commitAll(root, "other code");
    expect(await checkApart(root)).toMatch(/history: .*are of no known commit; HEAD's code is another/);
  });
});

it("a release makes no run stale and no submission bad", async () => {
  const root = workspace();
  for (const name of readdirSync(join(root, "experiments"))) {
    const file = join(root, "experiments", name, "package.json");
    writeFileSync(file, readFileSync(file, "utf8").replace('"version":"0.0.0"', '"version":"0.1.0"'));
    writeFileSync(join(root, "experiments", name, "CHANGELOG.md"), "# 0.1.0\n");
  }
  commitAll(root, "release 0.1.0");
  const released = await check(root);
  expect(released).toMatchObject({ code: 0, stderr: "" });
  expect(released.verdicts).toMatch(/history +passed +1 commit of the history, by what records say\n/);
  for (const name of [...MEMBERS, "blend"]) {
    expect((await dalmeum(root, `train ${name}`)).stdout).toMatch(/reused/);
  }
  git(root, "commit", "--quiet", "--amend", "--message", "release 0.1.0, again");
  expect(await check(root)).toMatchObject({ code: 0, stderr: "" });
});
