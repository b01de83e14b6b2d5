import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { buildDalmeum } from "../src/application.ts";
import { git } from "./git.ts";
import { bin, startDalmeum } from "./start-dalmeum.ts";

const ROOT = join(import.meta.dirname, "../../..");
/** What was written then, a text that runs follow from, and scripts, which find the command by themselves. */
const OTHERWISE = /CHANGELOG\.md$|^\.changeset\/|package\.json$|\/trim-vocabulary\.ts$/;

it.each([".", "packages/losses", "experiments/baseline", "docs"])(
  "npx dalmeum passes its flags on in %s",
  { tags: ["slow"] },
  (folder) => {
    const { stdout } = npm(join(ROOT, folder), "exec", "--no", "--", "dalmeum", "predict", "--help");
    expect(stdout).toMatch(/^USAGE\n {2}npx dalmeum predict \(--input/);
  },
);

it("is named as it is typed, wherever a command is named", () => {
  const { root } = buildDalmeum(false, ROOT);
  if (!("getAllEntries" in root)) throw new Error("expected commands");
  const commands = root.getAllEntries().map(({ name }) => name["convert-camel-to-kebab"]);
  const bare = new RegExp(`(?<!npx |npm run |[-\\w/.@])dalmeum (?:${commands.join("|")})\\b`);
  const files = git(ROOT, "grep", "--files-with-matches", "-I", "dalmeum ").trim().split("\n");
  const found = files.flatMap((file) =>
    OTHERWISE.test(file) || !existsSync(join(ROOT, file))
      ? []
      : readFileSync(join(ROOT, file), "utf8")
          .split("\n")
          .filter((line) => bare.test(line) && !/\bscripts?\b/.test(line))
          .map((line) => `${file}: ${line}`),
  );
  expect(found).toEqual([]);
});

it("npm install, which cannot, says what does", () => {
  const clone = emptyFolder();
  copyFileSync(join(ROOT, "package.json"), join(clone, "package.json"));
  expect(npm(clone, "install", "--offline").stderr).toContain("installed by `npm run setup`, not by npm install\n");
});

it("npm run installs what a script's program comes with", () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")));
  // Node is there, or nothing is; what it then misses, it says.
  const ofInstalled = Object.entries(scripts).filter(
    ([name, command]) => !name.endsWith("setup") && !command.startsWith("node "),
  );
  expect(ofInstalled.map(([name]) => name)).toContain("lint");
  for (const [name, command] of ofInstalled) expect(command, name).toMatch(/^npm run --silent setup && /);
});

it("says what to type where nothing is installed", async () => {
  const copied = join(emptyFolder(), "dalmeum.mjs");
  copyFileSync(bin, copied);
  const environment = { ...process.env, npm_lifecycle_event: "dalmeum", npm_config_user_agent: "npm/11.0.0" };
  const { code, stderr } = await startDalmeum(ROOT, "doctor", { bin: copied, environment }).ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/^npm run passes flags on after `--` alone; `npx dalmeum` does by itself, from any folder\n/);
  expect(stderr).toMatch(/\nnot installed, or .*: `npm run setup` installs what is missing \(.*source-loader.*\)\n$/);
});

function npm(cwd: string, ...argv: readonly string[]) {
  return spawnSync("npm", argv, { cwd, encoding: "utf8", shell: process.platform === "win32" });
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "typed-first-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}
