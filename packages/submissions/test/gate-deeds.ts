import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { z } from "zod";
import { type GateVerdict, LEDGER } from "../src/index.ts";
import { type Bench, type Change, type Changes, csvOf, PAIRS } from "./gate-bench.ts";

/** What is done in a workspace, and what is judged then. */
export type Deed = (bench: Bench) => Promise<readonly GateVerdict[]>;

// What is done to a column.
export const same: Change = (honest) => honest;
export const each =
  (change: (value: number) => number): Change =>
  (honest) =>
    honest.map(change);
export const inverted = each((value) => 5 - value);
export const constant = each(() => 2.5);
export const rounded = each(Math.round);
export const scaled = each((value) => value / 5);
export const compressed = each((value) => 3 + value / 20);
export const shuffled: Change = (honest) => honest.map((_, row) => honest[(row * 23 + 7) % honest.length] ?? NaN);
export const shifted =
  (rows: number): Change =>
  (honest) => [...honest.slice(rows), ...honest.slice(0, rows)];
export const sorted: Change = (honest) => honest.toSorted((a, b) => a - b);
const ofRows =
  (split: "train" | "dev", field: "label" | "prediction"): Change =>
  (honest) =>
    honest.map((_, row) => PAIRS[split][row % PAIRS[split].length]?.[field] ?? NaN);
export const labels = (split: "train" | "dev"): Change => ofRows(split, "label");
export const predictions = (split: "train" | "dev"): Change => ofRows(split, "prediction");
export const mixed =
  (share: number, change: Change): Change =>
  (honest) =>
    honest.map((value, row) => (row < share * honest.length ? (change(honest)[row] ?? NaN) : value));

// What is done in a workspace.
export const submitted =
  (changes: Changes): Deed =>
  async (bench) => {
    bench.lay(changes);
    await bench.train();
    return bench.check(await bench.submit());
  };
export const onAll = (change: Change): Deed => submitted({ train: change, dev: change, test: change });

/** Hand in what was predicted earlier, then submit what is predicted now. */
export const after =
  (earlier: Changes, now: Changes, between: (bench: Bench, name: string) => void = () => undefined): Deed =>
  async (bench) => {
    bench.lay(earlier);
    await bench.train();
    between(bench, await bench.handIn(await bench.submit()));
    return submitted(now)(bench);
  };

/** Submit, then do something to the folder. */
export const edited =
  (edit: (folder: string, bench: Bench) => void | Promise<void>): Deed =>
  async (bench) => {
    bench.lay({});
    await bench.train();
    const folder = await bench.submit();
    await edit(folder, bench);
    return bench.check(folder);
  };
export function rewrite(path: string, change: (text: string) => string): void {
  const text = readFileSync(path, "utf8");
  const changed = change(text);
  expect(changed).not.toBe(text);
  writeFileSync(path, changed);
}
export const fileEdited = (file: string, change: (text: string) => string): Deed =>
  edited((folder) => {
    rewrite(join(folder, file), change);
  });

/** A leaf of a JSON file, by its path: `members.0.runs.0.identity`. */
export const leafEdited = (file: string, path: string, value: unknown): Deed =>
  fileEdited(file, (text) => JSON.stringify(withLeaf(JSON.parse(text), path.split("."), value), null, 2));

function withLeaf(node: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(node)) {
    return node.map((each: unknown, index) => (String(index) === key ? withLeaf(each, rest, value) : each));
  }
  const object = z.record(z.string(), z.unknown()).parse(node);
  return { ...object, [key]: withLeaf(object[key], rest, value) };
}

export function makeConstant({ root }: Bench, name: string): void {
  rewrite(join(root, LEDGER, name, "submission.csv"), (text) => text.replaceAll(/,\d.*/g, ",2.5"));
}

export const csv =
  (change: Change): Deed =>
  (bench) =>
    bench.checkCsv(csvOf(change));
export const csvText =
  (edit: (text: string) => string): Deed =>
  (bench) =>
    bench.checkCsv(edit(csvOf(same)));
