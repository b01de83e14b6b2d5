import { problemsError, SCORE_RANGE, type ScoredPair, UserError } from "@dalmeum/contracts";
import { z } from "zod";
import { normaliseText } from "../text/normalise-text.ts";
import { readText } from "../files/read-text.ts";
import { shown } from "../shown.ts";

const sentence = z.string().transform(normaliseText).pipe(z.string().min(1, "expected a sentence"));
const schema = z
  .array(
    z.object({
      guid: z.string().min(1),
      source: z.string(),
      sentence1: sentence,
      sentence2: sentence,
      labels: z.object({
        label: z.number().min(SCORE_RANGE.minimum).max(SCORE_RANGE.maximum),
        "real-label": z.number(),
        "binary-label": z.union([z.literal(0), z.literal(1)]),
      }),
    }),
  )
  .min(1, "expected at least one pair");

/**
 * Read a KLUE-STS file: a JSON list of { guid, source, sentence1, sentence2, labels }. score is `label`, the mean
 * rounded to one decimal, which is what the benchmark's own Pearson is computed on.
 * @throws UserError listing up to twenty problems with the position in the list.
 * @see Park et al. 2021, arXiv:2105.09680.
 */
export function readKlueStsJson(path: string): readonly ScoredPair[] {
  const parsed = schema.safeParse(parseJson(path, readText(path)), { reportInput: true });
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path: at, input, message }) => `at ${at.join(".")}: found ${shown(input)}; ${message}`,
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

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
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
