import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { dalmeum } from "./dalmeum.ts";
import { IGNORED, initialise } from "./git.ts";
import { createWorkspace, dataFiles } from "./workspace.ts";

const readme = readFileSync(fileURLToPath(new URL("../README.md", import.meta.url)), "utf8");

it("runs the README's commands", async () => {
  const commands = /```sh\n([\s\S]*?)```/.exec(readme)?.[1]?.trim().split("\n") ?? [];
  expect(commands).toHaveLength(7);
  const root = createWorkspace({ "pairs.csv": dataFiles["datasets/tiny/test.csv"], ".gitignore": IGNORED });
  initialise(root);
  for (const command of commands) {
    const line = command.replace("npx dalmeum ", "").replaceAll("baseline", "tiny").replace("korsts", "tiny");
    const [run = ""] = line.includes("/runs/") ? readdirSync(`${root}/experiments/tiny/runs`) : [];
    const outcome = await dalmeum(root, line.replace("seed-1-1a2b3c4d", run));
    expect(outcome, command).toMatchObject({ code: 0, stderr: "" });
  }
});
