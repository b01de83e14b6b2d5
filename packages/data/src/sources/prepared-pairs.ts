import type { PreparedPair, PreparedPairs } from "@dalmeum/contracts";
import { z } from "zod";
import { insideRoot } from "../files/inside-root.ts";
import { parsePairs } from "../pairs/competition-pairs.ts";
import { binaryLabel, id, score, sentence } from "../pairs/fields.ts";
import { readPlainCsv } from "../tables/read-csv.ts";

export interface PreparedPairsOptions {
  /** A CSV of id, parent_id, sentence_1, sentence_2 and, if not the parent's, label and binary-label, both. */
  readonly file: string;
}

const COLUMNS = ["id", "parent_id", "sentence_1", "sentence_2"];
const LABELS = ["label", "binary-label"];

const orParents = <T>(field: z.ZodType<T>) =>
  z.preprocess((text) => (typeof text === "string" && text.trim() === "" ? undefined : text), field.optional());

const schema = z
  .object({
    id,
    parent_id: id,
    sentence_1: sentence,
    sentence_2: sentence,
    label: orParents(score),
    "binary-label": orParents(binaryLabel),
  })
  .refine((row) => row.id !== row.parent_id, { path: ["id"], message: "another id than the parent's" })
  // One of them with the parent's other might say 4.5 and not similar.
  .refine((row) => row.label === undefined || row["binary-label"] !== undefined, {
    path: ["binary-label"],
    message: "0 or 1 beside a label of its own",
  })
  .refine((row) => row.label !== undefined || row["binary-label"] === undefined, {
    path: ["label"],
    message: "a number from 0 to 5 beside a binary-label of its own",
  })
  .transform(
    (row): PreparedPair => ({
      id: row.id,
      parentId: row.parent_id,
      sentence1: row.sentence_1,
      sentence2: row.sentence_2,
      ...(row.label === undefined ? {} : { score: row.label }),
      ...(row["binary-label"] === undefined ? {} : { binaryLabel: row["binary-label"] }),
    }),
  );

/**
 * Pairs that were made elsewhere from training pairs: back-translations, say. Where label and binary-label are empty or
 * absent they are the parent's.
 */
export function preparedPairs({ file }: PreparedPairsOptions): PreparedPairs {
  return {
    name: "preparedPairs",
    options: { file },
    files: [file],
    load: (root) =>
      new Promise((resolve) => {
        const table = readPlainCsv(insideRoot(root, file), COLUMNS, LABELS);
        resolve(parsePairs(table, schema).map(({ value }) => value));
      }),
  };
}
