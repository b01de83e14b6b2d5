import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { acceptSubmission, examineColumn } from "./accept-submission.ts";

it("approves of 200,000 rows, more than a call has arguments for, and tells their range", { tags: ["slow"] }, () => {
  const folder = mkdtempSync(join(tmpdir(), "accept-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const ids = Array.from({ length: 200_000 }, (_, row) => `t${row}`);
  const path = join(folder, "submission.csv");
  writeFileSync(path, `id,target\n${ids.map((id, row) => `${id},${((row * 7) % 48) / 10 + 0.25}\n`).join("")}`);
  expect(acceptSubmission(path, examineColumn(path, ids), "test.csv")).toEqual({
    rows: 200_000,
    values: [0.25, 4.95],
    approval: "submission.csv: 200,000 rows, ids match test.csv in order, values 0.25..4.95: accepted",
  });
});
