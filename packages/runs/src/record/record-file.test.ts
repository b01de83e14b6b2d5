import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { readRunRecord, writeRunRecord } from "./record-file.ts";
import { runIdentity } from "./run-identity.ts";
import type { RunRecord } from "./run-record.ts";

const HASH = "a".repeat(64);
const COMMIT = { hash: "b".repeat(40), dirty: false };

const common = {
  experiment: "tiny",
  settings: {},
  seed: 1,
  machine: { host: "here", platform: "linux x64", cpu: "a processor", cores: 2, node: "v20.0.0" },
  startedAt: "2026-01-01T00:00:00.000Z",
  status: "unfinished",
  reason: "stopped",
} as const;

const inputs = {
  options: { settings: {} },
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

/** As it was written, or with changes under the name that they give. */
const first = ({
  inputs: changed = { ...inputs, sources, packages },
  ...changes
}: {
  inputs?: object;
  [name: string]: unknown;
}) => ({
  ...common,
  identity: runIdentity(changed, { seed: 1 }),
  inputs: changed,
  commit: COMMIT,
  ...changes,
});

const today = { ...inputs, code: { hash: HASH, packages: {}, environment: { TZ: null } } };
const second: RunRecord = {
  ...common,
  identity: runIdentity(today, { seed: 1 }),
  inputs: today,
  commit: "unknown",
};

it("reads the first format as today's", () => {
  expect(readRunRecord(write(first({ pid: 7 })))).toEqual({
    ...{ ...common, commit: COMMIT, identity: runIdentity({ ...inputs, sources, packages }, { seed: 1 }) },
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
  const options = { settings: {}, ...termsOf([term]) };
  const path = write(first({ inputs: { ...inputs, sources, packages, options } }));
  const named = { weight: 1, head: "similarity", loss: { name: "maeLoss", options: { scale: 2 } } };
  expect(readRunRecord(path).inputs.options).toMatchObject(termsOf([named]));
});

it("reads objectives that have no terms, and experiments that have no objective", () => {
  for (const objective of [null, { name: "mae", options: {} }]) {
    const path = write(first({ inputs: { ...inputs, sources, packages, options: { objective } } }));
    expect(readRunRecord(path).inputs.options).toEqual({ objective });
  }
});

it("reads what it writes, which names its format", () => {
  const path = write({});
  writeRunRecord(path, second);
  expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ format: 2, commit: "unknown" });
  expect(readRunRecord(path)).toEqual(second);
});

it.each([
  [{ ...second, format: 3 }, /run\.json: found format 3, this version of dalmeum reads up to 2; update it/],
  [{ ...second, format: 0 }, /format: /],
  [first({ commit: undefined }), /edited or damaged.*\n {2}commit: /s],
  [{ ...first({}), format: 2 }, /inputs\.code: /],
  [first({ seed: 2 }), /edited or damaged.*\n {2}identity: found [0-9a-f]{64}, its inputs, seed and fold give/s],
  [first({ identity: HASH }), /\n {2}identity: found a{64}, /],
  [{ ...second, format: 2, inputs: { ...today, options: { epochs: 9 } } }, /\n {2}identity: found /],
  [{ ...second, format: 2, settings: { alpha: 1 } }, /\n {2}settings: found \{"alpha":1\}, its inputs have \{\}/],
])("refuses %j", (content, message) => {
  expect(() => readRunRecord(write(content))).toThrow(message);
});
