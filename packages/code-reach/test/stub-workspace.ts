import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { type CodeReach, createReachReader, type ReachSettings } from "../src/index.ts";

export type Files = Readonly<Record<string, string>>;

const PACKAGES: Files = {
  "package.json": "{}",
  "packages/a/package.json":
    '{ "name": "@stub/a", "sideEffects": false, "exports": { ".": "./index.ts", "./deep": { "import": "./deep.ts" } } }',
  "packages/loud/package.json": '{ "name": "@stub/loud", "exports": "./index.ts" }',
  "node_modules/.pnpm/far@1.2.3/node_modules/far/package.json": '{ "name": "far", "version": "1.2.3" }',
  "pnpm-lock.yaml": "packages:\n\n  far@1.2.3:\n    resolution: {integrity: sha512-far==}\n",
};

const LINKS: Files = {
  "node_modules/@stub/a": "packages/a",
  "node_modules/@stub/loud": "packages/loud",
  "node_modules/far": "node_modules/.pnpm/far@1.2.3/node_modules/far",
};

/** A workspace of two packages, one of which has side effects, and one package of a registry. */
export function stubWorkspace(files: Files): string {
  const root = mkdtempSync(join(tmpdir(), "code-reach-"));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  for (const [name, content] of Object.entries({ ...PACKAGES, ...files })) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  for (const [link, target] of Object.entries(LINKS)) {
    mkdirSync(dirname(join(root, link)), { recursive: true });
    symlinkSync(join(root, target), join(root, link));
  }
  return root;
}

/** What is reached from all of packages/a/entry.ts. */
export function reachOf(files: Files, settings: Omit<ReachSettings, "root"> = {}): Promise<CodeReach> {
  const root = stubWorkspace(files);
  return createReachReader({ ...settings, root }).reachOf([{ file: join(root, "packages/a/entry.ts") }]);
}

/** What is reached of packages/a, by file and name. */
export async function namesReached(files: Files): Promise<readonly string[]> {
  const { pieces } = await reachOf(files);
  return pieces.map(({ file, name }) => `${file.replace("packages/", "")}#${name}`);
}

/** Files of packages/a, by their name in it. */
export const inA = (files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([name, content]) => [`packages/a/${name}`, content]));

/** Hashes of what is reached from packages/a/entry.ts, for each of several contents of a. */
export const hashesOf = (...versions: readonly Files[]): Promise<readonly string[]> =>
  Promise.all(versions.map(async (files) => (await reachOf(inA(files))).hash));
