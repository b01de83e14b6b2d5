import { z } from "zod";
import { readJsonList } from "../files/read-json-list.ts";
import { id, sentence, source } from "./fields.ts";
import { nliLabel, type NliPairs } from "./nli-pair.ts";

const pair = z.object(
  { guid: id, source, premise: sentence, hypothesis: sentence, gold_label: nliLabel },
  { error: "a pair" },
);
const schema = z.array(pair, { error: "a JSON list of pairs" }).min(1, "at least one pair");

/**
 * Read a KLUE-NLI file: a JSON list of { guid, source, premise, hypothesis, gold_label }; what else stands there, the single
 * annotators' labels for one, is left alone.
 * @throws UserError listing up to twenty problems with the position in the list.
 * @see Park et al. 2021, arXiv:2105.09680.
 */
export function readKlueNliJson(path: string): NliPairs {
  const pairs = readJsonList(path, schema).map(({ guid, gold_label, ...rest }) => ({
    id: guid,
    ...rest,
    label: gold_label,
  }));
  return { pairs, notes: [] };
}
