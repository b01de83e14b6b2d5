import { canonicalJson } from "@dalmeum/files";
import { type Described, type Model, type NamedValues, problemsError } from "@dalmeum/contracts";
import { z } from "zod";

/** How names of a pooling's parameters begin: it may be another than was trained. */
const POOLING = "pooling.";

/** A model as its experiment names it, and its parameters. */
export interface NamedModel {
  readonly model: Described;
  readonly parameters: NamedValues;
}

/**
 * A model's initial parameters with those that another has learnt in their place: the encoder's, and a pooling's of its shape. Heads
 * stay as they begin, and so do vectors of sources, unless both models have the same sources.
 * @param reading the model once it is read: which parameters are its heads', and which are tables.
 * @throws UserError with all parameters that the other has not learnt, or not in this shape.
 */
export function startedParameters(
  { model, parameters }: NamedModel,
  learnt: NamedModel,
  reading: Pick<Model, "scoreReads" | "lookupTables">,
): NamedValues {
  const problems: string[] = [];
  const entries = Object.entries(parameters).map(([name, initial]) => {
    const found = learnt.parameters[name];
    const isNew = name.startsWith(POOLING) && found === undefined;
    if (reading.scoreReads(name) || isNew) return [name, initial] as const;
    if (found !== undefined && reading.lookupTables.includes(name)) {
      const rows = encoderRows(found, sourcesOf(model), sourcesOf(learnt.model));
      if (found.shape[1] === initial.shape[1] && rows <= (initial.shape[0] ?? 0)) {
        const values = initial.values.slice();
        values.set(found.values.subarray(0, rows * (initial.shape[1] ?? 0)));
        return [name, { shape: initial.shape, values }] as const;
      }
    }
    if (found === undefined || canonicalJson(found.shape) !== canonicalJson(initial.shape)) {
      const shown = found === undefined ? "no such tensor" : `[${found.shape.join(", ")}]`;
      problems.push(`${name}: found ${shown}, the model has [${initial.shape.join(", ")}]`);
    }
    return [name, found ?? initial] as const;
  });
  if (problems.length > 0) throw problemsError("the weights to start from are of another model", problems);
  return Object.fromEntries(entries);
}

/** Rows of a table that are the encoder's own: a source's come after them. */
function encoderRows(
  { shape: [rows = 0] }: NamedValues[string],
  sources: readonly string[],
  learnt: readonly string[],
): number {
  return canonicalJson(sources) === canonicalJson(learnt) ? rows : rows - learnt.length;
}

const optionsSchema = z.object({ sources: z.array(z.string()) });

const sourcesOf = ({ options }: Described): readonly string[] => optionsSchema.safeParse(options).data?.sources ?? [];
