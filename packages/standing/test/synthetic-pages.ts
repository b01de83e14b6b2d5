import { createRng, type Rng } from "@dalmeum/contracts";
import type {
  BlendPage,
  ExperimentSummary,
  LivePage,
  LiveRun,
  Module,
  PeoplePage,
  SubmissionsPage,
} from "../src/types/index.ts";
import { around, AUGMENTATIONS, LOSSES, OWNERS } from "./synthetic-experiments.ts";
import { NOW } from "./synthetic-index.ts";
import { HOSTILE } from "./synthetic-pairs.ts";

const MEMBERS = 4;

export function syntheticLive(experiments: readonly ExperimentSummary[]): LivePage {
  const rng = createRng(7);
  const states = ["running", "running", "unfinished", "failed"] as const;
  const runs = states.flatMap((state, index): readonly LiveRun[] => {
    const experiment = experiments[index];
    if (experiment === undefined) return [];
    const steps = Array.from({ length: 60 - 10 * index }, (_, place) => 5 * (place + 1));
    const step = steps.at(-1) ?? 0;
    return [
      {
        path: `experiments/${experiment.name}/runs/seed-9-0000000${index}`,
        ...{ experiment: experiment.id, reference: experiment.reference, run: { seed: 9, fold: index + 1 }, state },
        holder: state === "running" ? { host: "서버-<b>1</b>", pid: 4242 + index } : null,
        ...{ startedAt: NOW - 600_000 * (index + 1), heardAt: NOW - 1000 * index },
        progress: {
          step,
          totalSteps: 600,
          epoch: 1,
          epochs: 2,
          share: step / 600,
          secondsLeft: index === 1 ? null : 754,
        },
        loss: steps.map((each) => ({ step: each, loss: 0.4 + Math.exp(-each / 90) + 0.02 * rng.normal() })),
        dev: steps
          .filter((each) => each % 50 === 0)
          .map((each) => ({ step: each, devPearson: 0.8 - 0.3 * Math.exp(-each / 90) })),
        reason: state === "failed" ? `step 12: the loss is NaN ${HOSTILE[0]}` : null,
      },
    ];
  });
  return { readAt: NOW, runs };
}

export function syntheticBlends(rng: Rng, experiments: readonly ExperimentSummary[]): BlendPage {
  const blends = experiments.filter(({ kind }) => kind === "ensemble").slice(0, 2);
  const others = experiments.filter(({ kind }) => kind !== "ensemble");
  const [members, left] = [others.slice(0, MEMBERS), others.slice(MEMBERS, MEMBERS + 3)];
  return {
    blends: blends.map(({ id, reference }) => ({
      ...{ experiment: id, reference, ensembler: "nonNegativeLeastSquares", pairs: 5749, fitted: 0.876, nested: 0.874 },
      members: members.map((member, index) => ({
        ...{
          experiment: member.id,
          reference: member.reference,
          weight: 0.4 - 0.1 * index,
          pearson: 0.86 - 0.02 * index,
        },
        adds: around(0.004 - 0.0012 * index, 0.002),
      })),
      modules: [
        {
          modules: ["pearsonLoss"],
          members: members.slice(0, 1).map((member) => member.reference),
          adds: around(0.003, 0.002),
        },
        {
          modules: ["cosentLoss", "swapSentences"],
          members: members.slice(2).map((member) => member.reference),
          adds: null,
        },
      ],
      postProcessing: [{ name: "clip", pearson: 0.8745, gain: around(0.0005, 0.0004) }],
      errorCorrelations: members.map((_, row) =>
        members.map((__, column) => (row === column ? 1 : 0.9 - 0.1 * Math.abs(row - column))),
      ),
      candidates: left.map((member, index) => ({
        ...{
          experiment: member.id,
          reference: member.reference,
          kind: index === 0 ? "baseline" : "bi-encoder",
          pearson: 0.8,
        },
        ...{ likeness: 0.7 + 0.05 * index + 0.01 * rng.uniform(), adds: around(0.002 - 0.001 * index, 0.0015) },
      })),
      absent: ["cross-encoder"],
    })),
  };
}

export function syntheticPeople(experiments: readonly ExperimentSummary[]): PeoplePage {
  const kinds = [
    ["biEncoder", "model"],
    ...LOSSES.map((name) => [name, "objective"]),
    ...AUGMENTATIONS.map((name) => [name, "augmentation"]),
  ] as const;
  const modules = kinds.map(
    ([name = "", kind], index): Module => ({
      ...{ name, kind: kind === "model" || kind === "objective" ? kind : "augmentation" },
      file: `packages/modules/src/${name}.ts`,
      owners: index % 3 === 2 ? [] : [OWNERS[index % OWNERS.length] ?? ""],
      authors: ["김민지", HOSTILE[0]],
      changedAt: NOW - index * 86_400_000,
      experiments: experiments.filter((experiment) => experiment.modules.includes(name)).map(({ id }) => id),
      adds: index === 1 ? [{ blend: "experiment-6", together: ["angleLoss"], adds: around(0.003, 0.002) }] : [],
    }),
  );
  return {
    modules,
    people: OWNERS.map((name) => ({
      ...{ name, owns: [`/packages/${name.slice(1)}/`] },
      modules: modules.filter(({ owners }) => owners.includes(name)).map((module) => module.name),
      experiments: experiments.filter(({ owners }) => owners.includes(name)).map(({ id }) => id),
    })),
    authors: [
      { name: "김민지", commits: 210, lastAt: NOW - 3_600_000, modules: modules.map(({ name }) => name) },
      { name: HOSTILE[0], commits: 3, lastAt: NOW - 86_400_000, modules: [] },
    ],
  };
}

export function syntheticSubmissions(experiments: readonly ExperimentSummary[]): SubmissionsPage {
  const entries = experiments.slice(0, 4).map(({ reference, scores }, index) => ({
    ...{
      name: `2026-01-3${index % 2}-blend-0000000${index}`,
      experiment: reference,
      addedAt: NOW - (4 - index) * 43_200_000,
    },
    ...{ day: `2026-01-${29 + Math.floor(index / 2)}`, why: `왜: ${HOSTILE[index] ?? ""}\n둘째 줄` },
    ...{
      outOfFold: scores.outOfFold,
      dev: scores.dev,
      public: index === 3 ? null : 0.84 + index / 100,
      private: index === 0 ? 0.83 : null,
    },
    publicGap: index === 3 ? null : { ...around(0.02, 0.015), band: 0.015, beyondBand: 0.005 },
    privateGap: index === 0 ? { ...around(0.01, 0.02), band: 0.02, beyondBand: 0 } : null,
    nearest:
      index === 0
        ? null
        : { name: `2026-01-30-blend-0000000${index - 1}`, r: index === 2 ? 0.9995 : 0.97, isCopy: index === 2 },
  }));
  return {
    budget: { perDay: 10, timeZone: "Asia/Seoul", day: "2026-01-31", spent: 3, left: 7 },
    entries,
    best: entries[2]?.name ?? null,
    waiting: [
      {
        experiment: "문장-쌍-인코더",
        outOfFold: null,
        dev: around(0.87, 0.01),
        nearest: { name: entries[0]?.name ?? "", r: 0.98, isCopy: false },
      },
    ],
  };
}
