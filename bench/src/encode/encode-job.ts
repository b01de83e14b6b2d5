import { rmSync } from "node:fs";
import { join } from "node:path";
import type { SentencePair } from "@dalmeum/contracts";
import { readPredictions } from "@dalmeum/data";
import experiment from "@dalmeum/experiment-bi-encoder/experiment.ts";
import type { Found } from "../alone/alone-job.ts";
import { describeMachine, hasBfloat16 } from "../machine.ts";
import type { Measured } from "../measurement.ts";
import { makeTemporaryWorkspace } from "../temporary-workspace.ts";
import { workspaceRoot } from "../workspace-root.ts";
import { type Contestant, CONTESTANTS } from "./contestants.ts";
import { fillEncodeWorkspace } from "./encode-workspace.ts";

/** A bi-encoder's scores of dev and test, from the start of a process to a CSV, and sentence-transformers' of the same weights. */
export async function encodeJob(repeat: number): Promise<Found> {
  const { dev, test } = await experiment.data.load(workspaceRoot);
  const pairs = [...dev, ...test];
  const workspace = makeTemporaryWorkspace();
  try {
    const place = await fillEncodeWorkspace(workspace, csvOf(pairs));
    const measured: Measured[] = [];
    const skipped: string[] = [];
    const versions: Record<string, string> = {};
    let first: readonly number[] | undefined;
    for (const contestant of CONTESTANTS) {
      const missing = missingOf(contestant);
      if (missing !== undefined) {
        skipped.push(`${contestant.name}: ${missing}`);
        continue;
      }
      const output = join(workspace.root, "scores.csv");
      const scored = await contestant.score(place, "scores.csv");
      const scores = readPredictions(output).map(({ prediction }) => prediction);
      rmSync(output);
      Object.assign(versions, scored.versions);
      measured.push({
        ...{ job: "encode", subject: contestant.name, repeat },
        figures: {
          "pairs/s": pairs.length / scored.wallSeconds,
          "processor, s": scored.processorSeconds,
          "peak memory, MB": scored.peakMegabytes,
          "largest difference": largestDifference(scores, first ?? scores),
        },
      });
      first ??= scores;
    }
    return { measured, skipped, versions };
  } finally {
    workspace.remove();
  }
}

const missingOf = ({ missing, precision }: Contestant): string | undefined =>
  missing ??
  (precision === "bfloat16" && !hasBfloat16(describeMachine())
    ? "the processor has no bfloat16 instructions"
    : undefined);

const largestDifference = (scores: readonly number[], others: readonly number[]): number =>
  Math.max(...scores.map((score, index) => Math.abs(score - (others[index] ?? NaN))));

const csvOf = (pairs: readonly SentencePair[]): string =>
  ["id,source,sentence_1,sentence_2", ...pairs.map(rowOf)].map((line) => `${line}\n`).join("");

const rowOf = ({ id, source, sentence1, sentence2 }: SentencePair): string =>
  [id, source, sentence1, sentence2].map((field) => `"${field.replaceAll('"', '""')}"`).join(",");
