import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { exchangePaths } from "./exchange-paths.ts";

it("puts each in the other's place, or says that it did not", async () => {
  const folder = mkdtempSync(join(tmpdir(), "exchange-paths-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const [a, b] = [join(folder, "하나"), join(folder, "둘")];
  writeFileSync(a, "a");
  writeFileSync(b, "b");
  const done = await exchangePaths(a, b);
  expect([a, b].map((path) => readFileSync(path, "utf8"))).toEqual(done ? ["b", "a"] : ["a", "b"]);
  expect(await exchangePaths(a, join(folder, "nothing"))).toBe(false);
});
