import { expect, it } from "vitest";
import { evidenceRun } from "../../test/evidence-run.ts";
import { codeWarnings } from "./code-warnings.ts";

const reached = (hash: string) => ({ hash, packages: {}, environment: {} });
const earlier = { sources: {}, packages: {} };

it("says nothing of runs of today's code, whatever their experiments", () => {
  expect(
    codeWarnings([
      evidenceRun("a", { code: reached("1") }),
      evidenceRun("b", { code: reached("2"), experiment: "other" }),
    ]),
  ).toEqual([]);
});

it("counts each run once: of other code, of the earlier kind of identity, and what one experiment mixes", () => {
  const runs = [
    evidenceRun("a", { code: reached("1") }),
    evidenceRun("b", { code: reached("2"), current: false }),
    evidenceRun("b", { code: reached("2"), current: false }),
    evidenceRun("c", { code: earlier, current: false }),
  ];
  expect(codeWarnings(runs)).toEqual([
    "1 of 3 runs were trained by other code than today's.",
    expect.stringMatching(/^1 of 3 runs are named after the source of whole packages/),
    "tiny: its runs were made by 3 different states of code.",
  ]);
});
