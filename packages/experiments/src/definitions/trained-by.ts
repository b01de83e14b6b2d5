import type { Described } from "@dalmeum/contracts";
import { z } from "zod";
import { parseReference, referenceText } from "../loading/experiment-reference.ts";

/** What the name of such a checkpoint begins with; no folder of a workspace is called so. */
const BEGIN = "trained-by/";

/**
 * The weights that another experiment has trained, as a model's checkpoint: `checkpoint: trainedBy("nli")`, or with settings
 * `trainedBy("nli:alpha=0.5")`.
 *
 * The encoder and its pooling start from the other's run of the same seed, where the other's `seeds` name that seed, else from that of
 * the first of them. Config and tokenizer are those of the other's checkpoint; heads start anew, as with any checkpoint.
 * @returns the checkpoint's name, `trained-by/nli`.
 * @throws UserError where the text names no experiment.
 */
export function trainedBy(experiment: string): string {
  return BEGIN + encodeURIComponent(referenceText(parseReference(experiment)));
}

const modelSchema = z.object({ checkpoint: z.string().startsWith(BEGIN) });

/** The checkpoint's name and the experiment of a model that starts from another's weights; undefined of any other model. */
export function startOf({
  options,
}: Described): { readonly checkpoint: string; readonly reference: string } | undefined {
  const { checkpoint } = modelSchema.safeParse(options).data ?? {};
  if (checkpoint === undefined) return undefined;
  return { checkpoint, reference: decodeURIComponent(checkpoint.slice(BEGIN.length)) };
}
