import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { workspaceRoot } from "@dalmeum/testing";
import { expect, it } from "vitest";
import { readOwners } from "../src/index.ts";

it("each package and app of the workspace has a line of its own, which lies there", () => {
  const folders = ["packages", "apps"].flatMap((parent) =>
    readdirSync(join(workspaceRoot, parent)).map((name) => `${parent}/${name}`),
  );
  const packages = folders.filter((folder) => existsSync(join(workspaceRoot, folder, "package.json")));
  const { file, rules } = readOwners(workspaceRoot);
  const patterns = rules.map(({ pattern }) => pattern);
  for (const folder of packages) expect(patterns, `add a line to ${file}`).toContain(`/${folder}/`);
  const gone = patterns.filter((pattern) => pattern.endsWith("/") && !existsSync(join(workspaceRoot, pattern)));
  expect(gone, `lines of ${file} without a folder`).toEqual([]);
});
