import { candidateRuns, chooseEvidence, type EvidenceRun } from "@dalmeum/evidence";
import { experimentNames, type LoadedExperiment } from "@dalmeum/experiments";
import { type RunInputs, type RunKey, toldInputs } from "@dalmeum/runs";
import { pieceId } from "../piece-id.ts";
import { dataOf, type DataSet, type KnownData } from "./data-sets.ts";
import { findPoints, pointKey } from "./points.ts";
import { createProblems, type Problems } from "./problems.ts";
import { findRuns, type FoundRun } from "./run-folders.ts";

/** An experiment with one choice of settings, and what is there of it. */
export interface Point {
  readonly id: string;
  readonly loaded: LoadedExperiment;
  /** What its runs are made with today; none where a file that it reads is missing. */
  readonly options: RunInputs["options"];
  readonly data: DataSet | undefined;
  /** Every finished run whose options, data and checkpoint are today's. */
  readonly candidates: readonly EvidenceRun[];
  /** Of those, one a key. */
  readonly used: readonly EvidenceRun[];
  readonly missing: readonly RunKey[];
  /** Run folders with its settings; an experiment as it is has those besides whose settings nobody knows. */
  readonly runs: readonly FoundRun[];
}

export interface Workspace {
  readonly root: string;
  /** By name; an experiment as it is before its others. */
  readonly points: readonly Point[];
  readonly problems: Problems;
  /** The point of these settings, however its reference is written. */
  pointOf(experiment: Pick<LoadedExperiment, "name" | "settings">): Point | undefined;
}

/** Everything that experiments and their run folders tell. */
export async function readWorkspace(root: string, knownData: KnownData): Promise<Workspace> {
  const problems = createProblems();
  const names = experimentNames(root);
  const runs = findRuns(root, names);
  for (const { state, path } of runs) {
    if (state === "damaged") problems.add({ kind: "run", subject: path, text: "run.json is damaged" });
  }
  const found = await findPoints(root, names, runs, problems);
  const runsOf = groupRuns(found, runs);
  const candidates = new Map<string, readonly EvidenceRun[]>();
  for (const loaded of found) {
    const finished = (runsOf.get(loaded) ?? []).flatMap((run) => run.finished ?? []);
    const { reference } = loaded;
    const known = await problems.attemptAsync("data", reference, () => candidateRuns(loaded, finished));
    candidates.set(reference, known ?? []);
  }
  const points: Point[] = [];
  const evidence = chosen(found, candidates);
  const nothingTried = evidence.every(({ used }) => used.length === 0);
  for (const { loaded, used, missing } of evidence) {
    const own = { runs: runsOf.get(loaded) ?? [], candidates: candidates.get(loaded.reference) ?? [] };
    if (isPast(loaded, own)) continue;
    const told = await problems.attemptAsync("data", loaded.reference, () => toldInputs(loaded));
    // A part of the data that somebody once meant to train on is none that a team looks at.
    const isJudged = nothingTried || used.length > 0;
    const data = isJudged ? await dataOf(loaded, knownData, problems) : undefined;
    points.push({ id: pieceId(loaded.reference), loaded, options: told?.options ?? {}, data, ...own, used, missing });
  }
  const byKey = new Map(points.map((point) => [pointKey(point.loaded), point]));
  return { root, points, problems, pointOf: (experiment) => byKey.get(pointKey(experiment)) };
}

const chosen = (found: readonly LoadedExperiment[], candidates: ReadonlyMap<string, readonly EvidenceRun[]>) =>
  chooseEvidence(found, candidates).experiments.map(({ loaded, runs, missing }) => ({ loaded, used: runs, missing }));

/** The run folders of each point; those of no point are the experiment's as it is. */
function groupRuns(
  points: readonly LoadedExperiment[],
  runs: readonly FoundRun[],
): ReadonlyMap<LoadedExperiment, readonly FoundRun[]> {
  const byKey = new Map(points.map((point) => [pointKey(point), point]));
  const groups = new Map<LoadedExperiment, FoundRun[]>(points.map((point) => [point, []]));
  for (const run of runs) {
    const { experiment: name, settings } = run;
    const own = settings && byKey.get(pointKey({ name, settings }));
    const point = own ?? points.find((each) => each.name === name);
    if (point !== undefined) groups.get(point)?.push(run);
  }
  return groups;
}

/** What was tried once, with settings that have other options today, is no experiment any more. */
const isPast = (
  { name, reference }: LoadedExperiment,
  { candidates, runs }: Pick<Point, "candidates" | "runs">,
): boolean => name !== reference && candidates.length === 0 && runs.every(({ inProgress }) => inProgress === undefined);
