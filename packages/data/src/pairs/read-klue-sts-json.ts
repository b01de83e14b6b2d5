import { problemsError, type ScoredPair, UserError } from "@dalmeum/contracts";
import { z } from "zod";
import { parseJson } from "../files/parse-json.ts";
import { readText } from "../files/read-text.ts";
import { shown } from "../shown.ts";
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
  const parsed = schema.safeParse(jsonOf(path, readText(path)), { reportInput: true });
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path: at, input, message }) => `at ${at.join(".") || "the begin"}: found ${shown(input)}, expected ${message}`,
    );
    throw problemsError(path, problems);
  }
  const repeated = repeatedGuids(parsed.data.map(({ guid }) => guid));
  if (repeated.length > 0) throw problemsError(path, repeated);
  return parsed.data.map(({ guid, labels, ...rest }) => ({
    id: guid,
    ...rest,
    score: labels.label,
    binaryLabel: labels["binary-label"],
  }));
}

function jsonOf(path: string, text: string): unknown {
  try {
    return parseJson(text);
  } catch (cause) {
    throw new UserError(`${path}: ${String(cause)}; expected a JSON list of pairs`, { cause });
  }
}

function repeatedGuids(guids: readonly string[]): readonly string[] {
  const first = new Map<string, number>();
  return guids.flatMap((guid, index) => {
    const before = first.get(guid);
    if (before !== undefined)
      return [`at ${index}.guid: found "${guid}" again (first at ${before}), expected each id once`];
    first.set(guid, index);
    return [];
  });
}
