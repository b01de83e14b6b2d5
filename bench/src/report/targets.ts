import { type Measured, median } from "../measurement.ts";
import type { AnyJob } from "../alone/all-jobs.ts";
import type { Batching } from "../report.ts";
import { COMMANDS, CSV_CHECK } from "../growth/commands.ts";
import { peerOf } from "../encode/contestants.ts";
import { EQUAL_FIELD, on, OURS, PLANTED_FIELD, STUDIED } from "../race/names.ts";
import { nameOf, SUBJECTS } from "../subjects.ts";

/** What a figure is to be, alone or as a ratio to the peer's. */
export interface Target {
  readonly what: string;
  readonly job: AnyJob;
  readonly figure: string;
  /** Names of subjects. */
  readonly ours: string;
  readonly peer?: { readonly subject: string; readonly batching: Batching };
  /** How ours and the peer's figure become one number; a peer needs it. */
  readonly ratio?: "ours / peer" | "peer / ours";
  readonly bound: { readonly atLeast: number } | { readonly atMost: number };
}

/** Compiled engines; TensorFlow runs kernel by kernel, for GPUs, and has no target on a CPU. */
const ENGINES = SUBJECTS.filter(({ runtime }) => runtime === "onnxruntime" || runtime === "openvino").map(
  (subject) => ({
    ours: nameOf(subject),
    peer: { subject: nameOf({ ...subject, runtime: "pytorch" }), batching: "like-length" as const },
  }),
);

/** What transformers and sentence-transformers do by default: random batches padded to their longest. */
const PEER_DEFAULT = { subject: "pytorch-float32", batching: "random" } as const;

/** Of padded tokens per second in training; of tokens without padding too, so that padding cannot flatter. */
const THROUGHPUT = [
  ["onnxruntime-float32", 1.1],
  ["openvino-float32", 1.4],
  ["openvino-bfloat16", 1.5],
] as const;

/** XLA on a CPU stands in for a GPU, and is to be no slower than what trains there. */
const XLA: Pick<Target, "ours" | "peer" | "ratio" | "bound"> = {
  ours: "xla-float32",
  peer: { subject: "onnxruntime-float32", batching: "like-length" },
  ratio: "ours / peer",
  bound: { atLeast: 0.95 },
};

/** Whose first step has a target; XLA's programs lie on disk by the second run. */
const STARTED = [...ENGINES.map(({ ours }) => ours), "xla-float32", "xla-bfloat16"];

/** In percent of simulated races, and of orders of the study's seeds: race/fields.ts names the fields. */
const RACES = [
  ["a planted loser is dropped, % of races", "race", "losers dropped, %", PLANTED_FIELD, { atLeast: 95 }],
  ["a planted winner is kept, % of races", "race", "winners kept, %", PLANTED_FIELD, { atLeast: 95 }],
  ["races of equal points with a verdict, %", "race", "false verdicts, %", EQUAL_FIELD, { atMost: 5 }],
  ["runs of the study's race, % of its sweep's", "replay", "most runs, %", undefined, { atMost: 50 }],
  ["orders of its seeds with the sweep's verdicts, %", "replay", "same verdicts, %", undefined, { atLeast: 95 }],
] as const;

/** Growth of a pair's cost from 10 to 100 times KorSTS against that from 1 to 10 times: linear to 10 %. */
const GROWTH = COMMANDS.flatMap(({ name }) =>
  ["processor, growth", "peak memory, growth"].map(
    (figure): Target => ({ what: figure, job: "growth", figure, ours: name, bound: { atMost: 1.1 } }),
  ),
);

const CHECK_OF_MANY: readonly Target[] = [
  { what: "seconds of 137,900 rows", job: "growth", figure: "wall, s at 100", ours: CSV_CHECK, bound: { atMost: 10 } },
  {
    ...{ what: "peak memory of 137,900 rows, MB", job: "growth", figure: "peak memory, MB at 100", ours: CSV_CHECK },
    bound: { atMost: 1000 },
  },
];

/** Of pairs scored from the start of a process on, against sentence-transformers in the same precision. */
const ENCODED: readonly Target[] = (
  [
    ["onnxruntime-float32", "float32", 2],
    ["openvino-bfloat16", "bfloat16", 1.3],
  ] as const
).map(([ours, precision, atLeast]) => ({
  ...{ what: "a bi-encoder's pairs/s, end to end", job: "encode", figure: "pairs/s", ours },
  ...{ peer: { subject: peerOf(precision), batching: "like-length" }, ratio: "ours / peer", bound: { atLeast } },
}));

/** The project's targets. */
export const TARGETS: readonly Target[] = [
  ...["padded tokens/s", "real tokens/s"].flatMap((figure) => [
    ...THROUGHPUT.flatMap(([name, atLeast]) =>
      ENGINES.filter(({ ours }) => ours === name).map(
        (pair): Target => ({
          ...{ ...pair, what: `training, ${figure}`, job: "steps", figure },
          ...{ ratio: "ours / peer", bound: { atLeast } },
        }),
      ),
    ),
    { ...XLA, what: `training, ${figure}`, job: "steps" as const, figure },
  ]),
  ...["openvino-float32", "openvino-bfloat16"].map(
    (ours): Target => ({
      ...{ what: "seconds of an epoch", job: "epoch", figure: "seconds", ours, peer: PEER_DEFAULT },
      ...{ ratio: "peer / ours", bound: { atLeast: 4 } },
    }),
  ),
  ...ENGINES.map(
    ({ ours }): Target => ({
      ...{ what: "peak memory of an epoch", job: "epoch", figure: "peak memory, MB", ours, peer: PEER_DEFAULT },
      ...{ ratio: "ours / peer", bound: { atMost: 0.5 } },
    }),
  ),
  ...STARTED.map(
    (ours): Target => ({
      ...{ what: "seconds to the first step, second run", job: "first-step", figure: "seconds", ours },
      bound: { atMost: 8 },
    }),
  ),
  ...ENGINES.map(
    (pair): Target => ({
      ...{ ...pair, what: "prediction, pairs/s", job: "predict", figure: "pairs/s" },
      ...{ ratio: "ours / peer", bound: { atLeast: 1.3 } },
    }),
  ),
  ...ENGINES.map(
    ({ ours }): Target => ({
      what: "bi-encoder, pairs/s of sentences encoded once / of pairs",
      ...{ job: "sentences", figure: "times as fast", ours, bound: { atLeast: 1.3 } },
    }),
  ),
  ...ENCODED,
  ...ENGINES.map(
    ({ ours }): Target => ({
      what: "bi-encoder, real tokens of training with tokens packed / padding computed",
      ...{ job: "packing", figure: "times as fast", ours, bound: { atLeast: 1.15 } },
    }),
  ),
  ...GROWTH,
  ...CHECK_OF_MANY,
  ...RACES.map(
    ([what, job, figure, field, bound]): Target => ({
      ...{ what, job, figure, bound },
      ours: field === undefined ? STUDIED : on(field, OURS),
    }),
  ),
];

/** A target held against what was measured. */
export interface Verdict {
  readonly target: Target;
  /** One value a repeat. */
  readonly values: readonly number[];
  readonly median: number;
  readonly met: boolean;
}

/** Verdicts on the targets whose figures were measured; each repeat's figures are compared with each other alone. */
export function judge(measured: readonly Measured[]): readonly Verdict[] {
  return TARGETS.flatMap((target) => {
    const values = measured.flatMap(({ job, subject, batching = "like-length", repeat, figures }) => {
      if (job !== target.job || subject !== target.ours || batching !== "like-length") return [];
      const ours = figures[target.figure];
      const { peer } = target;
      if (ours === undefined || peer === undefined) return ours ?? [];
      const theirs = measured.find(
        (other) =>
          other.job === job &&
          other.repeat === repeat &&
          other.subject === peer.subject &&
          (other.batching ?? "like-length") === peer.batching,
      )?.figures[target.figure];
      if (theirs === undefined) return [];
      return target.ratio === "ours / peer" ? ours / theirs : theirs / ours;
    });
    if (values.length === 0) return [];
    const middle = median(values);
    const met = "atLeast" in target.bound ? middle >= target.bound.atLeast : middle <= target.bound.atMost;
    return [{ target, values, median: middle, met }];
  });
}
