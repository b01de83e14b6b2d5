import { execFileSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { workspaceRoot, writeWorkspace } from "@dalmeum/testing";
import { expect, it } from "vitest";
import { createScaffold } from "../src/index.ts";

const first = `import { defineBaseline } from "@dalmeum/experiments";

export default defineBaseline({ hypothesis: "It runs" });
`;

const files = {
  "pnpm-workspace.yaml": "packages:\n  - packages/*\n  - experiments/*\n",
  "package.json": '{ "name": "merged", "private": true }',
  ".gitignore": "node_modules/\n",
  ".github/CODEOWNERS": "* @dalmeum/team\n",
  "packages/data/package.json": '{ "name": "@dalmeum/data", "version": "0.0.0" }',
  "experiments/first/package.json": JSON.stringify({
    name: "@dalmeum/experiment-first",
    dependencies: { "@dalmeum/data": "workspace:*" },
  }),
};

const identity = ["user.name=Somebody", "user.email=somebody@example.org", "commit.gpgsign=false"];

function inRepository(root: string) {
  const run = (program: string, argv: readonly string[]): string =>
    execFileSync(program, argv, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  return {
    git: (...argv: readonly string[]): string =>
      run("git", [...identity.flatMap((setting) => ["-c", setting]), ...argv]),
    // Packages of the workspace alone: nothing is fetched. In CI pnpm would leave the lockfile as it is.
    install: (): string =>
      run(join(workspaceRoot, "node_modules/.bin/pnpm"), ["install", "--offline", "--no-frozen-lockfile"]),
  };
}

it("two who each add an experiment merge as CONTRIBUTING says", { tags: ["slow"] }, async () => {
  const root = writeWorkspace({ first }, [], files);
  const { git, install } = inRepository(root);
  cpSync(join(workspaceRoot, ".gitattributes"), join(root, ".gitattributes"));
  git("init", "--quiet", "--initial-branch=main");
  const add = async (branch: string, name: string, owner: string): Promise<void> => {
    git("checkout", "--quiet", "-b", branch, "main");
    await createScaffold(root, { kind: "experiment", name, owner, from: "first", data: undefined });
    install();
    git("add", "--all");
    git("commit", "--quiet", "--message", name);
  };
  install();
  git("add", "--all");
  git("commit", "--quiet", "--message", "main");
  await add("mina", "second", "@mina");
  await add("jun", "third", "@jun");

  expect(() => git("merge", "mina")).toThrow();
  expect(git("diff", "--name-only", "--diff-filter=U")).toBe("pnpm-lock.yaml\n");
  install();
  git("add", "pnpm-lock.yaml");
  git("commit", "--quiet", "--no-edit");

  const lockfile = readFileSync(join(root, "pnpm-lock.yaml"), "utf8");
  for (const name of ["first", "second", "third"]) {
    expect(lockfile).toMatch(new RegExp(`^  experiments/${name}:\n    dependencies:\n      '@dalmeum/data':`, "m"));
  }
  const owners = readFileSync(join(root, ".github/CODEOWNERS"), "utf8");
  expect(owners.split("\n").filter((line) => line.startsWith("/"))).toEqual(
    expect.arrayContaining(["/experiments/second/ @mina", "/experiments/third/ @jun"]),
  );
  expect(git("status", "--porcelain")).toBe("");
});
