import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";

const PROGRAM = fileURLToPath(new URL("program.mjs", import.meta.url));

/** A folder with modules, of which `main.ts` exports `answer`. */
function workspace(files: Readonly<Record<string, string>>): {
  readonly folder: string;
  readonly cache: string;
  answer(): Promise<unknown>;
} {
  const folder = mkdtempSync(join(tmpdir(), "source-loader-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const cache = join(folder, "cache");
  const argv = [PROGRAM, pathToFileURL(join(folder, "main.ts")).href, cache];
  return {
    folder,
    cache,
    answer: async () => JSON.parse((await promisify(execFile)(process.execPath, argv)).stdout) as unknown,
  };
}

it("runs TypeScript and what it imports, from where the files lie", async () => {
  const { answer, folder } = workspace({
    "main.ts": `
      import { join } from "node:path";
      import { type Named, name } from "./name.ts";
      export const answer = (): Named => ({ name, inFolder: join(import.meta.dirname, "x"), url: import.meta.url });`,
    "name.ts": 'export interface Named { name: string; inFolder: string; url: string } export const name = "loader";',
  });
  const url = pathToFileURL(join(folder, "main.ts")).href;
  await expect(answer()).resolves.toEqual({ name: "loader", inFolder: join(folder, "x"), url });
});

it("gives each of two importers at once the whole module", async () => {
  const { answer } = workspace({
    "main.ts": `
      const late = async () => (await import("./late.ts")).value;
      export const answer = () => Promise.all([late(), late(), late()]);`,
    "late.ts": 'import { deep } from "./deep.ts"; export const value = deep + 1;',
    "deep.ts": "export const deep = 41;",
  });
  await expect(answer()).resolves.toEqual([42, 42, 42]);
});

it("runs what a file holds now", async () => {
  const { answer, folder } = workspace({ "main.ts": "export const answer = () => 1;" });
  await expect(answer()).resolves.toBe(1);
  writeFileSync(join(folder, "main.ts"), "export const answer = () => 2;");
  await expect(answer()).resolves.toBe(2);
});

it("keeps one entry a file, and compiles anew where it is damaged", async () => {
  const { answer, cache } = workspace({ "main.ts": 'export const answer = () => "right";' });
  await answer();
  const [entry = "", ...others] = readdirSync(cache);
  expect(others).toEqual([]);
  const kept = readFileSync(join(cache, entry), "utf8");
  expect(kept).toContain("right");
  writeFileSync(join(cache, entry), kept.replace("right", "wrong"));
  await expect(answer()).resolves.toBe("right");
  expect(readFileSync(join(cache, entry), "utf8")).toBe(kept);
});

it("runs where nothing can be kept", async () => {
  const { answer, cache } = workspace({ "main.ts": "export const answer = () => 1;" });
  writeFileSync(cache, "a file in its place");
  await expect(answer()).resolves.toBe(1);
});

it("names the line of the source where something is thrown", async () => {
  const { answer } = workspace({
    "main.ts": `interface Unused { readonly a: number }

export function answer(): never {
  throw new Error("thrown here");
}`,
  });
  await expect(answer()).rejects.toThrow(/main\.ts:4/);
});

it("refuses a top-level await by name", async () => {
  const { answer } = workspace({ "main.ts": "await Promise.resolve(); export const answer = () => 1;" });
  await expect(answer()).rejects.toThrow(/main\.ts:1:0: ERROR: Top-level await/);
});
