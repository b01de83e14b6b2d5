import { join } from "node:path";
import type { Prediction, ScoredPair, SentencePair } from "@dalmeum/contracts";
import { readPredictions, readScoredPairs, readTestPairs } from "@dalmeum/data";
import { workspaceRoot } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { checkLikeness } from "../src/columns/check-likeness.ts";
import { checkOtherRows } from "../src/columns/check-other-rows.ts";
import { checkOverlap } from "../src/columns/check-overlap.ts";
import { clipped, columnFaults, columnOddities } from "../src/columns/column.ts";

const KORSTS = join(workspaceRoot, "datasets/korsts");
const EXAMPLE = join(workspaceRoot, "docs/examples/submissions/2026-11-29-blend-0b111e8b");

const dev = readScoredPairs(join(KORSTS, "dev.csv")).map(({ value }) => value);
const test = readTestPairs(join(KORSTS, "test.csv")).map(({ value }) => value);

interface Column<Pair> {
  readonly pairs: readonly Pair[];
  readonly values: readonly number[];
}

/** Predictions of a member, or of the blend, as a submission has them. */
function columnOf<Pair extends SentencePair>(member: string, set: string, pairs: readonly Pair[]): Column<Pair> {
  const rows: readonly Prediction[] = readPredictions(join(EXAMPLE, member, `predictions-${set}.csv`));
  const byId = new Map(rows.map(({ id, prediction }) => [id, prediction]));
  return { pairs, values: clipped(pairs.map(({ id }) => byId.get(id) ?? NaN)) };
}

function ofSource<Pair extends SentencePair>({ pairs, values }: Column<Pair>, source: string): Column<Pair> {
  return {
    pairs: pairs.filter((pair) => pair.source === source),
    values: values.filter((_, row) => pairs[row]?.source === source),
  };
}

const judged = (known: Column<ScoredPair>, targets: Column<SentencePair>) => [
  checkLikeness(known.values, targets.values),
  checkOtherRows(targets.values, [{ name: "dev's predictions", values: known.values }]),
  checkOverlap({ name: "dev's predictions", ...known }, targets.pairs, targets.values),
];

const MEMBERS = ["folded-bi-encoder", "folded-cosent", "folded-cross-encoder", "lexical"].map(
  (name) => `members/${name}`,
);

describe.each(["", ...MEMBERS])("honest predictions of KorSTS: %s", (member) => {
  const [known, targets] = [columnOf(member, "dev", dev), columnOf(member, "test", test)];

  it("raise no alarm", () => {
    expect(columnFaults(targets.values)).toEqual([]);
    expect(columnOddities(targets.values)).toEqual([]);
    expect(judged(known, targets).filter(({ verdict }) => verdict !== "passed")).toEqual([]);
  });

  it("follow labels' overlap as closely, of which a CSV alone is judged", () => {
    const labels = { name: "dev's labels", pairs: dev, values: dev.map(({ score }) => score) };
    expect(checkOverlap(labels, test, targets.values).verdict).toBe("passed");
  });
});

it("a fault of a quarter of the rows is refused", () => {
  const [known, targets] = [columnOf("", "dev", dev), columnOf("", "test", test)];
  const quarter = Math.floor(test.length / 4);
  const [start, end] = [targets.values.slice(0, -quarter), targets.values.slice(-quarter)];
  for (const [values, why] of [
    [[...start, ...end.toReversed()], /in rows 1035 to 1379 -?0\.\d+: the targets are of other pairs/],
    [[...start, ...end.slice(1), ...end.slice(0, 1)], /in rows 1035 to 1379 .* once they are moved 1 row down/],
    [[...start, ...end.map((value) => 5 - value)], /the targets are of other pairs/],
  ] as const) {
    const verdict = checkOverlap({ name: "dev's predictions", ...known }, test, values);
    expect(verdict).toMatchObject({ verdict: "failed" });
    expect(verdict.text).toMatch(why);
  }
});

/** As different as dev and test can be: captions of videos on one side, news on the other. */
it.each(["members/folded-cross-encoder", "members/lexical"])(
  "honest predictions of another source than dev's are never refused: %s",
  (member) => {
    const [known, targets] = [columnOf(member, "dev", dev), columnOf(member, "test", test)];
    const sources = (pairs: readonly SentencePair[]) => [...new Set(pairs.map(({ source }) => source))];
    const refused = sources(dev).flatMap((ofDev) =>
      sources(test).flatMap((ofTest) =>
        judged(ofSource(known, ofDev), ofSource(targets, ofTest)).filter(({ verdict }) => verdict === "failed"),
      ),
    );
    expect(refused).toEqual([]);
  },
);
