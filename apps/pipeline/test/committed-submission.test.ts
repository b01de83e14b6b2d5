import { readdirSync } from "node:fs";
import { join } from "node:path";
import { workspaceRoot } from "@dalmeum/testing";
import { gateOf } from "@dalmeum/submissions";
import { expect, it } from "vitest";

const EXAMPLES = join(workspaceRoot, "docs/examples/submissions");

/** What follows from the clone: a shallow one has no history. */
const OF_THE_CLONE = ["history", "release"];

it("the gate judges the first committed submission as when it was handed in", { tags: ["slow"] }, async () => {
  const [name = ""] = readdirSync(EXAMPLES).filter((each) => each.startsWith("2026-11-29-blend-"));
  const verdicts = await gateOf(workspaceRoot, join(EXAMPLES, name));
  const found = verdicts.filter(({ check }) => !OF_THE_CLONE.includes(check));
  expect(found.filter(({ verdict }) => verdict !== "passed")).toEqual([]);
  const told = new Map(found.map(({ check, text }) => [check, text]));
  expect([...told.keys()]).toEqual([
    ...["format", "unchanged", "recomputed", "blended"],
    ...["column", "rows", "scores", "clipped", "likeness", "overlap"],
    ...["runs", "data", "identity"],
    ...["training rows", "leakage", "copies", "progress"],
  ]);
  expect(told.get("recomputed")).toBe("dev Pearson 0.8659, out-of-fold Pearson 0.8234");
  expect(told.get("runs")).toBe("14 runs, each once");
  expect(told.get("identity")).toMatch(/^14 runs named after the source of whole packages/);
});
