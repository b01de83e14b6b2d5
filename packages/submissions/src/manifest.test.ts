import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { codeHash, MANIFEST, readSubmissionManifest, writeSubmissionManifest } from "./manifest.ts";

const HASH = "a".repeat(64);
const COMMIT = { hash: "b".repeat(40), dirty: false };
const interval = { estimate: 0.5, low: 0.4, high: 0.6, level: 0.95 };

const manifest = {
  experiment: "tiny",
  version: "0.1.0",
  commit: COMMIT,
  dev: { pairs: 5, pearson: interval },
  outOfFold: null,
  files: {},
};
/** What nothing gives was kept once. */
const earlier = {
  ...manifest,
  dev: { ...manifest.dev, spearman: interval },
  createdAt: "2026-01-01T00:00:00.000Z",
  rows: 5,
};
const run = { identity: HASH, commit: COMMIT, data: {} };
const path = "experiments/tiny/runs/seed-1-fold-2-aaaaaaaa";
const key = { seed: 1, fold: 2 };
const engine = { name: "openvino", precision: "bfloat16" };
const code = codeHash({ hash: HASH, packages: {}, environment: {} });
const versioned = { ...engine, versions: { openvino: "1" } };

function folderOf(content: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), "manifest-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  writeFileSync(join(folder, MANIFEST), JSON.stringify(content));
  return folder;
}

it("reads the first format as today's: neither code nor versions were kept", () => {
  const first = { format: 1, ...earlier, members: [{ experiment: "tiny", runs: [{ ...run, path, engine }] }] };
  const upgraded = { ...run, ...key, path, code: null, engine: { ...engine, versions: null } };
  const today = { ...manifest, members: [{ experiment: "tiny", runs: [upgraded] }] };
  expect(readSubmissionManifest(folderOf(first))).toEqual(today);
  const unread = { ...first, commit: { hash: "unknown", dirty: false } };
  expect(readSubmissionManifest(folderOf(unread)).commit).toBe("unknown");
});

it("reads the second format as today's: paths follow from identities, rows, ranks and time of writing are not kept", () => {
  const kept = { ...run, code, engine: versioned };
  const second = (at: string) => ({
    ...{ format: 2, ...earlier },
    members: [{ experiment: "tiny:alpha=1", runs: [{ ...kept, path: at }] }],
  });
  const today = { ...manifest, members: [{ experiment: "tiny:alpha=1", runs: [{ ...kept, ...key, path }] }] };
  expect(readSubmissionManifest(folderOf(second(path)))).toEqual(today);
  for (const other of [path.replace("tiny", "other"), path.replace(/a$/, "b")]) {
    expect(() => readSubmissionManifest(folderOf(second(other)))).toThrow(/runs\.0\.path: found .*, the run of aaaa/);
  }
  expect(() => readSubmissionManifest(folderOf(second("../../elsewhere")))).toThrow(/runs\.0\.path: /);
});

it("reads what it writes, and refuses later formats and none", () => {
  const runs = [{ ...run, ...key, path, code, engine: versioned }];
  const today = { ...manifest, commit: "unknown" as const, members: [{ experiment: "tiny", runs }] };
  const folder = folderOf({});
  writeSubmissionManifest(folder, today);
  const text = readFileSync(join(folder, MANIFEST), "utf8");
  expect(JSON.parse(text)).toMatchObject({ format: 3 });
  expect(text).not.toContain("experiments/");
  expect(readSubmissionManifest(folder)).toEqual(today);
  expect(() => readSubmissionManifest(folderOf({ ...today, format: 4 }))).toThrow(
    /manifest\.json: found format 4, this version of dalmeum reads up to 3; update it/,
  );
  expect(() => readSubmissionManifest(folderOf(today))).toThrow(/edited or damaged.*\n {2}/s);
});

it.each([
  ["no runs of a member", { members: [{ experiment: "tiny", runs: [] }] }, /members\.0\.runs: /],
  ["no members", { members: [] }, /members: /],
  ["a name that leads elsewhere", { experiment: "../tiny" }, /experiment: /],
  ["what is not kept", { rows: 5 }, /rows/],
])("refuses %s", (_, changes, message) => {
  const runs = [{ ...run, ...key, code, engine: versioned }];
  const today = { format: 3, ...manifest, members: [{ experiment: "tiny", runs }] };
  expect(readSubmissionManifest(folderOf(today)).members[0]?.runs[0]?.path).toBe(path);
  expect(() => readSubmissionManifest(folderOf({ ...today, ...changes }))).toThrow(message);
});
