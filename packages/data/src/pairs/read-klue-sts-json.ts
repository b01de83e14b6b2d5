import type { ScoredPair } from "@dalmeum/contracts";
import { z } from "zod";
import { readJsonList } from "../files/read-json-list.ts";
import { binaryLabel, id, score, sentence, source } from "./fields.ts";

const labels = z.object({ label: score, "binary-label": binaryLabel }, { error: "labels" });
const pair = z.object({ guid: id, source, sentence1: sentence, sentence2: sentence, labels }, { error: "a pair" });
const schema = z.array(pair, { error: "a JSON list of pairs" }).min(1, "at least one pair");

/**
 * Read a KLUE-STS file: a JSON list of { guid, source, sentence1, sentence2, labels }. score is `label`, the mean
 * rounded to one decimal, which is what the benchmark's own Pearson is computed on.
 * @throws UserError listing up to twenty problems with the position in the list.
 * @see Park et al. 2021, arXiv:2105.09680.
 */
export function readKlueStsJson(path: string): readonly ScoredPair[] {
  return readJsonList(path, schema).map(({ guid, labels, ...rest }) => ({
    id: guid,
    ...rest,
    score: labels.label,
    binaryLabel: labels["binary-label"],
  }));
}
