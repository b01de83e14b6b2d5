import { UserError } from "@dalmeum/contracts";
import { comparisonReport } from "../evidence/comparison-report.ts";
import { compareExperiments, type Treatment } from "../evidence/compare-experiments.ts";
import type { Ground } from "../evidence/grounds.ts";
import { withSeeds } from "../evidence/with-seeds.ts";
import { parseReference, referenceText } from "../experiments/experiment-reference.ts";
import type { Hypothesis, Metric } from "../experiments/hypothesis.ts";
import { type LoadedExperiment, loadExperiment } from "../experiments/load-experiment.ts";
import { findWorkspaceRoot } from "../experiments/workspace-root.ts";
import { fetchModel } from "../runs/fetch-model.ts";
import { loadData } from "../runs/load-parts.ts";
import { type EngineChoice, loadEngine } from "../runtimes/load-engine.ts";
import { presentReport } from "../terminal/present-report.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "./context.ts";

export interface CompareFlags extends CommonFlags, EngineChoice {
  readonly metric?: Metric;
  readonly smallestDifference?: number;
  readonly on?: Ground;
  readonly seeds?: number;
  readonly output?: string;
}

/** Say whether treatments are better than their control, by the runs that are there. */
export async function compare(this: Context, flags: CompareFlags, ...references: readonly string[]): Promise<void> {
  const { seeds, on: ground, json, output } = flags;
  const reporter = createReporter(this.process, json);
  const root = findWorkspaceRoot(this.cwd);
  const load = async (reference: string): Promise<LoadedExperiment> =>
    withSeeds(await loadExperiment(root, reference), seeds);
  const [controlName, ...treatmentNames] = await namesOf(references, load);
  const [control, treated] = [await load(controlName), await Promise.all(treatmentNames.map(load))];
  const hypotheses = treated.map((treatment) => hypothesisAgainst(treatment, control));
  const treatments = treated.map(
    (loaded, index): Treatment => ({
      loaded,
      smallestDifference: flags.smallestDifference ?? hypotheses[index]?.smallestDifference ?? 0,
    }),
  );
  for (const loaded of [control, ...treated]) await fetchModel(loaded, reporter, this.signal);
  const compared = compareExperiments({
    ...{ control, treatments, ground },
    metric: flags.metric ?? hypotheses.find((hypothesis) => hypothesis !== undefined)?.metric ?? "pearson",
    engine: await loadEngine(root, flags),
    dataset: await loadData(control),
  });
  presentReport(this, { output, reporter, value: compared, report: comparisonReport(compared) });
}

/** The control, then the treatments; of one experiment alone, as its hypothesis names them. */
async function namesOf(
  references: readonly string[],
  load: (reference: string) => Promise<LoadedExperiment>,
): Promise<readonly [control: string, ...treatments: string[]]> {
  const [first, ...others] = references;
  if (first === undefined) throw new UserError("found no experiment, expected a control and treatments");
  if (others.length > 0) return [first, ...others];
  const { hypothesis } = (await load(first)).experiment;
  if (typeof hypothesis !== "object") {
    throw new UserError(
      `${first}: its hypothesis names no control; name one: \`dalmeum compare <control> ${first}\`, or write ` +
        "hypothesis: { claim, control, metric, smallestDifference } in its experiment.ts",
    );
  }
  return [hypothesis.control, hypothesis.treatment ?? first];
}

/** A treatment's hypothesis, where it is about this control. */
function hypothesisAgainst({ experiment }: LoadedExperiment, control: LoadedExperiment): Hypothesis | undefined {
  const { hypothesis } = experiment;
  if (typeof hypothesis !== "object") return undefined;
  return referenceText(parseReference(hypothesis.control)) === control.reference ? hypothesis : undefined;
}
