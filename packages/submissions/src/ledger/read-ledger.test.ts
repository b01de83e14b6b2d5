import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { writeSubmissionManifest } from "../manifest.ts";
import { expectEntry } from "./add-submission.ts";
import { LEDGER, readLedger } from "./ledger-entries.ts";
import { recordScores } from "./record-scores.ts";

const HASH = "a".repeat(64);
const metrics = { pairs: 5, pearson: { estimate: 0.5, low: 0.4, high: 0.6, level: 0.95 } };

it("a stray folder, a damaged entry and an unreadable score are told, and the others read", () => {
  const root = mkdtempSync(join(tmpdir(), "ledger-"));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  expect(readLedger(root)).toEqual({ entries: [], problems: [] });
  const write = (path: string, text: string): void => {
    mkdirSync(join(root, LEDGER, path, ".."), { recursive: true });
    writeFileSync(join(root, LEDGER, path), text);
  };
  const engine = { name: "none", precision: "none", versions: {} };
  const run = { seed: 1, identity: HASH, commit: "unknown" as const, code: HASH, data: {}, engine };
  for (const [name, day] of [
    ["2026-01-02-한국어-bbbbbbbb", "02"],
    ["2026-01-01-one-aaaaaaaa", "01"],
  ]) {
    write(`${name}/added.json`, JSON.stringify({ addedAt: `2026-01-${day}T00:00:00.000Z` }));
    writeSubmissionManifest(join(root, LEDGER, String(name)), {
      ...{ experiment: "one", version: "0.1.0", commit: "unknown", dev: metrics, outOfFold: null, files: {} },
      members: [{ experiment: "one", runs: [{ ...run, path: "" }] }],
    });
  }
  write("notes/idea.txt", "");
  write("2026-01-03-one-cccccccc/added.json", "{");
  write("half.00000000-0000-4000-8000-000000000000.tmp/made/added.json", "{}");
  write("README.md", "");
  recordScores(root, "2026-01-01-one-aaaaaaaa", { public: 0.9 });
  write("2026-01-01-one-aaaaaaaa/scores/2026-01-05.json", '{"public": "0.95"}');

  const { entries, problems } = readLedger(root);
  expect(entries.map(({ name, scores }) => [name, scores.public])).toEqual([
    ["2026-01-01-one-aaaaaaaa", 0.9],
    ["2026-01-02-한국어-bbbbbbbb", null],
  ]);
  expect(problems.toSorted()).toEqual([
    expect.stringMatching(
      /^submissions\/2026-01-01-one-aaaaaaaa\/scores\/2026-01-05\.json: a score that cannot be read/,
    ),
    expect.stringMatching(
      /^submissions\/2026-01-03-one-cccccccc: left out: submissions\/.*added\.json: cannot be read/,
    ),
    expect.stringMatching(/^submissions\/notes: left out: .*added\.json/),
  ]);
  expect(expectEntry(root, "2026-01-02-한국어-bbbbbbbb")).toBe("2026-01-02-한국어-bbbbbbbb");
  for (const name of ["..", "notes", "../x"]) expect(() => expectEntry(root, name)).toThrow(/found no submission/);
});
