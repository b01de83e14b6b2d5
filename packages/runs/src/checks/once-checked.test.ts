import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { onceChecked } from "./once-checked.ts";

let [record, marks, checks] = ["", "", 0];

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), "once-checked-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  [record, marks, checks] = [join(folder, "run.json"), join(folder, "marks"), 0];
  writeFileSync(record, '{ "pearson": 0.8 }');
});

const check = (...problems: string[]): Promise<readonly string[]> =>
  onceChecked(record, () => (checks++, Promise.resolve(problems)), marks);

it("checks a record once that is right", async () => {
  expect([await check(), await check()]).toEqual([[], []]);
  expect(checks).toBe(1);
});

it("checks a record again that was edited since, by however little", async () => {
  await check();
  writeFileSync(record, '{ "pearson": 0.9 }');
  await expect(check("dev.pearson: found 0.9")).resolves.toEqual(["dev.pearson: found 0.9"]);
  expect(checks).toBe(2);
});

it("checks a record each time that is wrong", async () => {
  await check("wrong");
  await expect(check("wrong")).resolves.toEqual(["wrong"]);
  expect(checks).toBe(2);
});

it("checks each time where nothing can be kept", async () => {
  writeFileSync(marks, "a file in its place");
  expect([await check(), await check()]).toEqual([[], []]);
  expect(checks).toBe(2);
});
