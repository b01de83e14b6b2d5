import { canonicalJson } from "@dalmeum/files";
import { type Described, type NamedValues, problemsError } from "@dalmeum/contracts";
import { z } from "zod";

/** Which parameters no checkpoint brings, by how their names begin; a pooling's may be another than was trained. */
const [HEADS, POOLING] = ["heads.", "pooling."];

/** A model as its experiment names it, and its parameters. */
export interface NamedModel {
  readonly model: Described;
  readonly parameters: NamedValues;
}

/**
 * A model's initial parameters with those that another has learnt in their place: the encoder's, and a pooling's of its shape. Heads
 * stay as they begin, and so do vectors of sources, unless both models have the same sources.
 * @param tables names of parameters whose rows ids stand for.
 * @throws UserError with all parameters that the other has not learnt, or not in this shape.
 */
export function startedParameters(
  { model, parameters }: NamedModel,
  learnt: NamedModel,
  tables: readonly string[],
): NamedValues {
  const problems: string[] = [];
  const entries = Object.entries(parameters).map(([name, initial]) => {
    const found = learnt.parameters[name];
    const isNew = name.startsWith(POOLING) && found === undefined;
    if (name.startsWith(HEADS) || isNew) return [name, initial] as const;
    if (found !== undefined && tables.includes(name)) {
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
