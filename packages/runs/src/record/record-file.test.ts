import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { readRunRecord, writeRunRecord } from "./record-file.ts";
import type { RunRecord } from "./run-record.ts";

const HASH = "a".repeat(64);
const COMMIT = { hash: "b".repeat(40), dirty: false };

const common = {
  experiment: "tiny",
  settings: {},
  seed: 1,
  identity: HASH,
  machine: { host: "here", platform: "linux x64", cpu: "a processor", cores: 2, node: "v20.0.0" },
  startedAt: "2026-01-01T00:00:00.000Z",
  status: "unfinished",
  reason: "stopped",
} as const;

const inputs = {
  options: {},
  data: {},
  checkpoint: {},
  engine: { name: "openvino", precision: "bfloat16", versions: {} },
};
const sources = { experiment: HASH };
const packages = { zod: "4.0.0" };

const termsOf = (terms: unknown) => ({ objective: { name: "weightedSum", options: { terms } }, epochs: 1 });

function write(content: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), "record-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const path = join(folder, "run.json");
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const first = (changes: object) => ({
  ...common,
  inputs: { ...inputs, sources, packages },
  commit: COMMIT,
  ...changes,
});

it("reads the first format as today's", () => {
  expect(readRunRecord(write(first({ pid: 7 })))).toEqual({
    ...{ ...common, commit: COMMIT },
    inputs: { ...inputs, code: { sources, packages } },
  });
});

it("reads an unreadable git of the first format as an unknown commit", () => {
  const path = write(first({ commit: { hash: "unknown", dirty: false } }));
  expect(readRunRecord(path).commit).toBe("unknown");
});

it.each([
  ["beside its options", { weight: 1, head: "similarity", loss: "maeLoss", options: { scale: 2 } }],
  ["as modules name themselves", { weight: 1, head: "similarity", loss: { name: "maeLoss", options: { scale: 2 } } }],
])("reads a loss of the first format that is named %s", (_, term) => {
  const options = termsOf([term]);
  const path = write(first({ inputs: { ...inputs, sources, packages, options } }));
  const today = { weight: 1, head: "similarity", loss: { name: "maeLoss", options: { scale: 2 } } };
  expect(readRunRecord(path).inputs.options).toEqual(termsOf([today]));
});

it("reads objectives that have no terms, and experiments that have no objective", () => {
  for (const objective of [null, { name: "mae", options: {} }]) {
    const path = write(first({ inputs: { ...inputs, sources, packages, options: { objective } } }));
    expect(readRunRecord(path).inputs.options).toEqual({ objective });
  }
});

it("reads what it writes, which names its format", () => {
  const path = write({});
  const record: RunRecord = {
    ...common,
    inputs: { ...inputs, code: { hash: HASH, packages: {}, environment: { TZ: null } } },
    commit: "unknown",
  };
  writeRunRecord(path, record);
  expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ format: 2, commit: "unknown" });
  expect(readRunRecord(path)).toEqual(record);
});

it.each([
  [{ ...common, format: 3 }, /run\.json: found format 3, this version of dalmeum reads up to 2; update it/],
  [{ ...common, format: 0 }, /format: /],
  [first({ commit: undefined }), /edited or damaged.*\n {2}commit: /s],
  [{ ...first({}), format: 2 }, /inputs: /],
])("refuses %j", (content, message) => {
  expect(() => readRunRecord(write(content))).toThrow(message);
});
