import type { Rng } from "@dalmeum/contracts";
import type { ExperimentSummary, Interval, RunCounts } from "../src/types/index.ts";
import { HOSTILE } from "./synthetic-pairs.ts";

export const DATA_ID = "korsts-0a1b2c3d";
export const OWNERS = ["@team/losses", "@team/models", "@min-ji", "@<b>bold</b>"] as const;
export const LOSSES = ["pearsonLoss", "maeLoss", "cosentLoss", "angleLoss", "huberLoss"] as const;
export const AUGMENTATIONS = ["swapSentences", "jamoTypos", "mixPairs"] as const;
const ENCODERS = ["checkpoints/e5-small-ko", "hub:klue/roberta-base", "hub:한국어/인코더-큰것"] as const;
const KINDS = ["training", "training", "training", "training", "baseline", "predictions", "ensemble"] as const;
/** Finished runs of each experiment. */
const RUNS_EACH = 4;

export const NO_RUNS: RunCounts = {
  ...{ expected: 0, used: 0, otherCode: 0, past: 0, running: 0, unfinished: 0, failed: 0, damaged: 0 },
};

export const around = (estimate: number, half: number): Interval => ({
  estimate,
  low: estimate - half,
  high: estimate + half,
});

/** An experiment that could be; several of a name differ in their settings. */
export function syntheticExperiments(rng: Rng, runs: number): readonly ExperimentSummary[] {
  return Array.from({ length: Math.ceil(runs / RUNS_EACH) }, (_, index) => {
    const name = ["folded-cosent", "문장-쌍-인코더", "loss-mixture", "x".repeat(60)][index % 4] ?? "";
    const settings = { alpha: index, note: index === 1 ? HOSTILE[0] : "plain" };
    const kind = KINDS[index % KINDS.length] ?? "training";
    const trained = kind === "training";
    const score = 0.87 - 0.0008 * index + 0.0004 * rng.normal();
    const loss = LOSSES[index % LOSSES.length] ?? "";
    return {
      id: `experiment-${index}`.toLowerCase(),
      reference: `${name}:alpha=${settings.alpha},note=${settings.note}`,
      ...{ name, settings, kind, data: DATA_ID },
      claim: index % 3 === 2 ? null : `${index}번째 주장: ${HOSTILE[index % HOSTILE.length] ?? ""}`,
      owners: [OWNERS[index % OWNERS.length] ?? ""],
      modules: trained ? ["biEncoder", loss, ...(index % 2 === 0 ? ["swapSentences"] : [])].toSorted() : [],
      encoder: trained ? (ENCODERS[index % ENCODERS.length] ?? null) : null,
      runs: { ...NO_RUNS, expected: RUNS_EACH, used: RUNS_EACH, otherCode: index % 3, past: index % 2 },
      scores: {
        ...{ outOfFold: around(score, 0.008), dev: around(score - 0.01, 0.015) },
        public: index % 5 === 0 ? score - 0.02 : null,
        private: index % 10 === 0 ? score - 0.03 : null,
        devGap: { ...around(0.01, 0.012), band: 0.012, beyondBand: 0 },
        publicGap: index % 5 === 0 ? { ...around(0.02, 0.015), band: 0.015, beyondBand: 0.005 } : null,
        privateGap: index % 10 === 0 ? { ...around(0.01, 0.02), band: 0.02, beyondBand: 0 } : null,
      },
    };
  });
}
