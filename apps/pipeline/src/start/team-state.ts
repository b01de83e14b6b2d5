import { existsSync } from "node:fs";
import { join, sep } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { describeRepetition, readAsWritten } from "@dalmeum/data";
import type { HypothesisStanding } from "@dalmeum/evidence";
import { type DataProblem, dataProblems } from "@dalmeum/evidence/data-problems";
import { experimentNames, loadExperiment, type LoadedExperiment } from "@dalmeum/experiments";
import { runFolders, runState } from "@dalmeum/runs";
import { datasetFolders } from "../command-line/dataset-named.ts";
import { freePackages } from "./free-packages.ts";

/** An experiment, and how far its hypothesis is. */
export interface ExperimentState {
  readonly name: string;
  /** In words; null where there is none. */
  readonly claim: string | null;
  readonly finishedRuns: number;
  readonly standing: HypothesisStanding;
}

/** A dataset that nobody has written a report of. */
export interface UnseenDataset {
  /** Relative to the workspace root. */
  readonly folder: string;
  readonly problems: readonly DataProblem[];
  /** Why it cannot be read; null where it can. */
  readonly unreadable: string | null;
}

/** Where a team stands, as far as it tells what is to be done. */
export interface TeamState {
  readonly experiments: readonly ExperimentState[];
  readonly unseen: readonly UnseenDataset[];
  /** Folders of packages and apps that nobody has taken. */
  readonly freePackages: readonly string[];
}

/** What somebody looked at is written there, in the dataset's folder. */
export const REPORT_FOLDER = "report";

/** What the workspace and its runs tell of the team. */
export async function teamState(root: string): Promise<TeamState> {
  const experiments: ExperimentState[] = [];
  const names = experimentNames(root);
  const hasRuns = names.some((name) => runFolders(join(root, "experiments", name)).length > 0);
  for (const name of names) experiments.push(await experimentState(root, name, hasRuns));
  const unseen: UnseenDataset[] = [];
  for (const folder of datasetFolders(root)) {
    if (!existsSync(join(root, folder, REPORT_FOLDER, "report.md"))) unseen.push(await unseenDataset(root, folder));
  }
  return { experiments, unseen, freePackages: freePackages(root) };
}

async function experimentState(root: string, name: string, hasRuns: boolean): Promise<ExperimentState> {
  try {
    const loaded = await loadExperiment(root, name);
    const { hypothesis } = loaded.experiment;
    const finished = runFolders(loaded.folder).filter((folder) => runState(folder).kind === "finished");
    return {
      name,
      claim: (typeof hypothesis === "object" ? hypothesis.claim : hypothesis) ?? null,
      finishedRuns: finished.length,
      standing: hasRuns ? await standingByRuns(loaded) : standingWithoutRuns(loaded),
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { name, claim: null, finishedRuns: 0, standing: { kind: "unclear", why: firstLine(root, error) } };
  }
}

/** What judges runs takes a second to load. */
async function standingByRuns(loaded: LoadedExperiment): Promise<HypothesisStanding> {
  const { hypothesisStanding } = await import("@dalmeum/evidence");
  return hypothesisStanding(loaded);
}

function standingWithoutRuns({ reference, experiment: { hypothesis } }: LoadedExperiment): HypothesisStanding {
  if (typeof hypothesis !== "object") return { kind: "untested" };
  return { kind: "untrained", lacking: [hypothesis.control, hypothesis.treatment ?? reference] };
}

/** What follows it a command that is named says again. */
function firstLine(root: string, { message }: UserError): string {
  const [line = ""] = message.split("\n");
  return line.replaceAll(root + sep, "");
}

async function unseenDataset(root: string, folder: string): Promise<UnseenDataset> {
  try {
    const problems = dataProblems(describeRepetition(await readAsWritten(join(root, folder))));
    return { folder, problems, unreadable: null };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { folder, problems: [], unreadable: firstLine(root, error) };
  }
}
