import type { Rng } from "@dalmeum/contracts";
import type { Diagnosis, ExperimentPage, ExperimentSummary, LearningCurve, RunRow } from "../src/types/index.ts";
import { around } from "./synthetic-experiments.ts";
import { NOW } from "./synthetic-index.ts";
import { HOSTILE, syntheticPairs } from "./synthetic-pairs.ts";

const SEEDS = [1, 2, 3, 4];
const STEPS = Array.from({ length: 30 }, (_, index) => 10 * (index + 1));

export function syntheticExperimentPage(rng: Rng, summary: ExperimentSummary, control: string): ExperimentPage {
  const { id, reference, kind, modules, encoder, settings, scores } = summary;
  const curves = kind === "training" ? SEEDS.map((seed) => curveOf(rng.fork(`curve ${seed}`), seed)) : [];
  return {
    ...{ id, reference, curves },
    options: {
      settings,
      data: { name: "competitionCsv", options: { folder: "datasets/korsts" } },
      model: encoder === null ? null : { name: "biEncoder", options: { checkpoint: encoder, pooling: "mean" } },
      objective: { name: "weightedSum", options: { terms: modules.map((name) => ({ weight: 0.5, loss: name })) } },
      epochs: 3,
      note: HOSTILE[2],
    },
    hypothesis:
      summary.claim === null || reference === control
        ? null
        : {
            ...{ claim: summary.claim, control, treatment: reference, metric: "pearson", smallestDifference: 0.002 },
            tested: {
              verdict: (["supported", "refuted", "undecided"] as const)[rng.integer(3)] ?? "undecided",
              ...{ ground: "out-of-fold", pairs: 5749, seeds: { control: 4, treatment: 4 } },
              ...{ difference: around(0.003, 0.004), pValue: 0.3, overSeeds: true, detectable: 0.005 },
              ...{ seedsToSettle: 12, pairsToSettle: null },
            },
            missing: [],
          },
    curveBand: STEPS.map((step) => {
      const at = curves.map(({ dev }) => dev.find((point) => point.step === step)?.devPearson ?? 0);
      return { step, mean: at.reduce((sum, r) => sum + r, 0) / at.length, low: Math.min(...at), high: Math.max(...at) };
    }).filter(() => curves.length > 0),
    diagnosis: diagnosisOf(rng.fork("diagnosis"), scores.dev?.estimate ?? 0),
    runs: SEEDS.map((seed) => runOf(summary, seed)),
    blends: kind === "ensemble" ? [] : ["experiment-6"],
  };
}

function curveOf(rng: Rng, seed: number): LearningCurve {
  return {
    run: { seed, fold: null },
    dev: STEPS.map((step) => ({ step, devPearson: 0.85 - 0.3 * Math.exp(-step / 60) + 0.004 * rng.normal() })),
    loss: STEPS.map((step) => ({ step, loss: 0.4 + Math.exp(-step / 50) + 0.03 * rng.normal() })),
  };
}

function diagnosisOf(rng: Rng, pearson: number): Diagnosis {
  const slice = (name: string) => ({
    ...{ name, pairs: 20 + rng.integer(400), absoluteError: 0.5 + 0.2 * rng.uniform() },
    residual: name === "" ? null : around(0.2 * rng.normal(), 0.15),
    pearson: name === "" ? null : around(0.5 + 0.3 * rng.uniform(), 0.08),
  });
  return {
    ...{ ground: "out-of-fold", pairs: 5749, seeds: 4 },
    calibration: {
      line: { slope: 1.08, intercept: -0.2 },
      bins: Array.from({ length: 10 }, (_, bin) => ({
        ...{ pairs: 575, meanPrediction: 0.25 + bin / 2, meanScore: 0.1 + bin / 1.9 },
        residual: around(0.08 * rng.normal(), 0.06),
      })),
      curve: Array.from({ length: 40 }, (_, place) => ({
        prediction: place / 8,
        score: Math.min(5, (place / 28) ** 2 * 3),
      })),
      ...{ pearson, isotonicGain: around(0.002, 0.0015) },
    },
    slicings: [
      { by: "source", slices: ["", "main-news/<b>MSRpar</b>", "main-captions/MSRvid"].map(slice) },
      { by: "score", slices: ["0 .. 1", "1 .. 2", "2 .. 3", "3 .. 4", "4 .. 5"].map(slice) },
      { by: "length", slices: ["8 .. 30", "31 .. 44", "45 .. 60", "61 .. 300"].map(slice) },
      { by: "overlap", slices: ["0 .. 0.2", "0.21 .. 0.4", "0.41 .. 0.6", "0.61 .. 1"].map(slice) },
      { by: "difference", slices: ["nothing", "spaces", "punctuation", "words"].map(slice) },
    ],
    worst: syntheticPairs(rng.fork("worst"), "dev", 20).map(({ id, score, sentence1, sentence2 }) => {
      return { id, score, prediction: 5 - score, sentence1, sentence2 };
    }),
  };
}

function runOf({ reference, name, scores }: ExperimentSummary, seed: number): RunRow {
  const identity = (seed * 0x1111).toString(16).padStart(8, "0");
  return {
    path: `experiments/${name}/runs/seed-${seed}-${identity}`,
    ...{ run: { seed, fold: null }, state: "finished", used: true, current: seed !== 2, identity },
    commit: seed === 3 ? null : { hash: "89abcdef0123456789abcdef0123456789abcdef", dirty: seed === 2 },
    ...{ engine: "openvino", precision: "bfloat16" },
    machine: { host: `노트북-${reference.length}`, cpu: "<i>CPU</i>", cores: 8, platform: "linux x64" },
    ...{
      startedAt: NOW - 7_200_000,
      finishedAt: NOW - 3_600_000,
      seconds: 3500,
      pairsPerSecond: 42,
      peakMemoryMegabytes: 2600,
    },
    ...{ dev: scores.dev?.estimate ?? null, heldOut: scores.outOfFold?.estimate ?? null, reason: null },
  };
}
