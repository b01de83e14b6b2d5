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
  createdAt: "2026-01-01T00:00:00.000Z",
  rows: 5,
  dev: { pairs: 5, pearson: interval, spearman: interval },
  outOfFold: null,
  files: {},
};
const run = { path: "experiments/tiny/runs/seed-1-aaaaaaaa", identity: HASH, commit: COMMIT, data: {} };
const engine = { name: "openvino", precision: "bfloat16" };

function folderOf(content: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), "manifest-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  writeFileSync(join(folder, MANIFEST), JSON.stringify(content));
  return folder;
}

it("reads the first format as today's: neither code nor versions were kept", () => {
  const runs = [{ ...run, engine }];
  const first = { format: 1, ...manifest, members: [{ experiment: "tiny", runs }] };
  const upgraded = { ...run, code: null, engine: { ...engine, versions: null } };
  const today = { ...manifest, members: [{ experiment: "tiny", runs: [upgraded] }] };
  expect(readSubmissionManifest(folderOf(first))).toEqual(today);
  const unread = { ...first, commit: { hash: "unknown", dirty: false } };
  expect(readSubmissionManifest(folderOf(unread)).commit).toBe("unknown");
});

it("reads what it writes, and refuses later formats and none", () => {
  const code = codeHash({ hash: HASH, packages: {}, environment: {} });
  const runs = [{ ...run, code, engine: { ...engine, versions: { openvino: "1" } } }];
  const today = { ...manifest, commit: "unknown" as const, members: [{ experiment: "tiny", runs }] };
  const folder = folderOf({});
  writeSubmissionManifest(folder, today);
  expect(JSON.parse(readFileSync(join(folder, MANIFEST), "utf8"))).toMatchObject({ format: 2 });
  expect(readSubmissionManifest(folder)).toEqual(today);
  expect(() => readSubmissionManifest(folderOf({ ...today, format: 3 }))).toThrow(
    /manifest\.json: found format 3, this version of dalmeum reads up to 2; update it/,
  );
  expect(() => readSubmissionManifest(folderOf(today))).toThrow(/edited or damaged.*\n {2}format: /s);
});
