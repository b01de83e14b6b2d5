import type { Learner } from "@dalmeum/contracts";
import { competitionCsv, groupedFolds } from "@dalmeum/data";
import { describe, expect, it } from "vitest";
import { defineBaseline, defineEnsemble, defineExperiment, definePredictions } from "../index.ts";

const data = competitionCsv({ folder: "datasets/tiny" });
const learner: Learner = { name: "guess", options: {}, fit: () => () => 2 };

/** As it is called by an experiment.ts that no compiler has looked at. */
const calling = (define: (options: never) => unknown, options: unknown) => (): unknown =>
  Reflect.apply(define, undefined, [options]);

const baseline = (changes: object) => calling(defineBaseline, { data, learner, ...changes });

describe("options are refused", () => {
  it.each<[string, object, string]>([
    ["that are misspelt", { leakge: "keep" }, "leakge: there is no such option. Did you mean leakage?"],
    [
      "that are named like no other",
      { lr: 1 },
      "lr: there is no such option. There are: hypothesis, data, folds, leakage, ",
    ],
    ["of another kind", { folds: 5 }, "folds: found 5, expected folds, e.g. groupedFolds({ count: 5 })"],
    [
      "that are not called",
      { folds: groupedFolds },
      "folds: found groupedFolds itself, which has still to be called: grou",
    ],
    [
      "that are another part",
      { learner: data },
      "learner: found competitionCsv(...), expected a learner, e.g. lexicalRidge()",
    ],
    ["of other values", { leakage: "ignore" }, 'leakage: found "ignore", expected "refuse" or "drop" or "keep"'],
    [
      "that are undefined in place of a default",
      { seeds: undefined },
      "seeds: found nothing, expected a list of seeds",
    ],
    ["with an item of another kind", { seeds: ["1"] }, 'seeds: found "1", expected a number'],
    ["that claim nothing", { hypothesis: " " }, 'hypothesis: found " ", expected what the experiment is to show'],
    [
      "whose own are misspelt",
      { hypothesis: { claim: "x", control: "y", metric: "pearson", smalestDifference: 0 } },
      "hypothesis: in it, smalestDifference: there is no such option. Did you mean smallestDifference?",
    ],
  ])("%s", (_, changes, message) => {
    expect(baseline(changes)).toThrow(message);
  });

  it("that are missing, all in one error", () => {
    expect(calling(defineBaseline, {})).toThrow(
      /^defineBaseline: 2 problems\n {2}data: found nothing, expected where pairs come from.*\n {2}learner: found nothing/,
    );
    expect(calling(defineBaseline, undefined)).toThrow("found nothing, expected options: { hypothesis, data, folds, ");
  });

  it("of every other kind of experiment", () => {
    expect(calling(defineExperiment, { accumulateGradients: 2 })).toThrow(
      /accumulateGradients: there is no such option\. Did you mean accumulation\?[^]*objective: found nothing/,
    );
    expect(calling(definePredictions, { data, madebY: "x" })).toThrow(/Did you mean madeBy\?[^]*madeBy: found nothing/);
    expect(calling(defineEnsemble, { members: "a", ensembler: learner })).toThrow(
      'members: found "a", expected names of experiments: ["folded-bi-encoder", "lexical"]',
    );
  });
});

it("takes what may be undefined", () => {
  expect(baseline({ hypothesis: undefined, folds: undefined })()).toMatchObject({ kind: "baseline" });
});
