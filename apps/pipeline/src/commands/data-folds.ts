import { resolve } from "node:path";
import { counted, type ScoredPair, UserError } from "@dalmeum/contracts";
import { type FoldRow, writeFolds } from "@dalmeum/data";
import { type Experiment, findWorkspaceRoot, loadExperiment } from "@dalmeum/experiments";
import { checkNewFile } from "@dalmeum/files";
import { keptPairs, loadData } from "@dalmeum/runs";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";

export interface DataFoldsFlags extends CommonFlags {
  readonly output: string;
}

/** Write an experiment's folds, so that a program in another language holds out the same pairs. */
export async function writeExperimentFolds(
  this: Context,
  { output, json }: DataFoldsFlags,
  reference: string,
): Promise<void> {
  const to = resolve(this.cwd, output);
  checkNewFile(to);
  const loaded = await loadExperiment(findWorkspaceRoot(this.cwd), reference);
  const { experiment, folds } = withFolds(loaded.experiment, reference);
  const dataset = await loadData(loaded);
  const parts = Array.from({ length: folds.count }, (_, index) => keptPairs(experiment, dataset, index + 1));
  const rows = parts.flatMap(({ train, heldOut = [] }, index) => [
    ...rowsOf(index + 1, "train", train),
    ...rowsOf(index + 1, "held-out", heldOut),
  ]);
  writeFolds(to, rows);
  const reporter = createReporter(this.process, json);
  for (const note of new Set(parts.flatMap(({ notes }) => notes))) reporter.say(note);
  reporter.result({ experiment: reference, output: to, folds: folds.count, rows: rows.length }, [
    `${output}: ${counted(folds.count, "fold")}, ${counted(rows.length, "row")}`,
  ]);
}

/** @throws UserError where an experiment holds nothing out. */
function withFolds(experiment: Experiment, reference: string) {
  if ("folds" in experiment) return { experiment, folds: experiment.folds };
  throw new UserError(
    `${reference}: has no folds; expected an experiment with \`folds: groupedFolds({ count: 5 })\`, say`,
  );
}

const rowsOf = (fold: number, part: FoldRow["part"], pairs: readonly ScoredPair[]): readonly FoldRow[] =>
  pairs.map(({ id }) => ({ fold, part, id }));
