import { UserError } from "@dalmeum/contracts";
import {
  compareExperiments,
  comparisonReport,
  fetchEvidence,
  type Ground,
  loadSubject,
  type Subject,
  type Treatment,
} from "@dalmeum/evidence";
import { findWorkspaceRoot, type Hypothesis, loadExperiment, type Metric } from "@dalmeum/experiments";
import { fetchModels, loadData } from "@dalmeum/runs";
import { canonicalJson } from "@dalmeum/files";
import { type ClusterChoice, describeEngine } from "../elsewhere/cluster-choice.ts";
import { checkReportFolder, presentReport } from "../terminal/present-report.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";
import { type LanguageFlag, reportLanguage } from "../terminal/report-language.ts";
import { shareOf } from "./share.ts";

export interface CompareFlags extends CommonFlags, LanguageFlag, ClusterChoice {
  readonly metric?: Metric;
  readonly smallestDifference?: number;
  readonly on?: Ground;
  readonly seeds?: number;
  readonly output?: string;
}

/** Say whether treatments are better than their control, by the runs that are there. */
export async function compare(this: Context, flags: CompareFlags, ...references: readonly string[]): Promise<void> {
  const { seeds, on: ground, json, output } = flags;
  const language = reportLanguage(flags);
  checkReportFolder(this, output);
  const reporter = createReporter(this.process, json);
  const root = findWorkspaceRoot(this.cwd);
  const [controlName, ...treatmentNames] = await namesOf(root, references);
  const control = await loadSubject(root, controlName, seeds);
  const treatments: Treatment[] = [];
  let { metric } = flags;
  for (const name of treatmentNames) {
    const subject = await loadSubject(root, name, seeds);
    const hypothesis = await hypothesisAgainst(root, subject, control);
    metric ??= hypothesis?.metric;
    const smallestDifference = flags.smallestDifference ?? hypothesis?.smallestDifference ?? 0;
    treatments.push({ subject, smallestDifference, hypothesis });
  }
  const members = [control, ...treatments.map(({ subject }) => subject)].flatMap((subject) => subject.members);
  for (const loaded of members) await fetchModels(loaded, reporter, this.signal);
  await fetchEvidence(
    members,
    flags,
    shareOf(this, root, reporter, () => describeEngine(this, root, flags)),
  );
  const dataset = await loadData(control.members[0]);
  const compared = await compareExperiments({
    ...{ control, treatments, metric: metric ?? "pearson", ground, choice: flags, dataset },
  });
  presentReport(this, { output, reporter, value: compared, report: comparisonReport(compared, language) });
}

/** The control, then the treatments; of one experiment alone, as its hypothesis names them. */
async function namesOf(
  root: string,
  references: readonly string[],
): Promise<readonly [control: string, ...treatments: string[]]> {
  const [first, ...others] = references;
  if (first === undefined) throw new UserError("found no experiment, expected a control and treatments");
  if (others.length > 0) return [first, ...others];
  const { hypothesis } = (await loadExperiment(root, first)).experiment;
  if (typeof hypothesis !== "object") {
    throw new UserError(
      `${first}: its hypothesis names no control; name one: \`npx dalmeum compare <control> ${first}\`, or write ` +
        "hypothesis: { claim, control, metric, smallestDifference } in its experiment.ts",
    );
  }
  return [hypothesis.control, hypothesis.treatment ?? first];
}

/** A treatment's hypothesis, where it is about this control. */
async function hypothesisAgainst(root: string, treatment: Subject, control: Subject): Promise<Hypothesis | undefined> {
  const [{ experiment }, ...others] = treatment.members;
  const { hypothesis } = experiment;
  if (others.length > 0 || typeof hypothesis !== "object") return undefined;
  const { members } = await loadSubject(root, hypothesis.control);
  return keyOf(members) === keyOf(control.members) ? hypothesis : undefined;
}

/** Equal where two subjects are the same experiments with the same settings, defaults named or not. */
const keyOf = (members: Subject["members"]): string =>
  canonicalJson(members.map(({ name, settings }) => ({ name, settings })));
