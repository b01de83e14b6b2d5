import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { dalmeum } from "./dalmeum.ts";
import { createWorkspace } from "./workspace.ts";

it("trims an experiment's checkpoint into a package that another can train", async () => {
  const root = createWorkspace();
  const trimmed = await dalmeum(root, "checkpoint trim tiny --output checkpoints/smaller --json");
  expect(trimmed).toMatchObject({ code: 0, stderr: "" });
  const { before, after } = z.object({ before: z.number(), after: z.number() }).parse(JSON.parse(trimmed.stdout));
  expect(before).toBe(46);
  expect(after).toBeLessThan(46);
  const read = (file: string): unknown => JSON.parse(readFileSync(join(root, "checkpoints/smaller", file), "utf8"));
  expect(read("package.json")).toMatchObject({ name: "@dalmeum/smaller" });
  expect(read("config.json")).toMatchObject({ vocab_size: after });
  const again = await dalmeum(root, "checkpoint trim tiny --output checkpoints/smaller");
  expect(again.code).toBe(1);
  expect(again.stderr).toContain("is there already");
});

it.each([["a folder outside", "../smaller", "expected one inside the workspace"]])(
  "refuses %s",
  async (_, output, message) => {
    const { code, stderr } = await dalmeum(createWorkspace(), `checkpoint trim tiny --output ${output}`);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  },
);
