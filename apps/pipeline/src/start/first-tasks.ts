import { counted } from "@dalmeum/contracts";
import { kindIn } from "@dalmeum/scaffolds/kinds";
import { type ExperimentState, REPORT_FOLDER, type TeamState, type UnseenDataset } from "./team-state.ts";

/** Something that somebody can begin with now. */
export interface Task {
  /** In a few words. */
  readonly title: string;
  /** What makes it worth doing, from the state. */
  readonly why: string;
  /** What to type, in this order. */
  readonly commands: readonly string[];
}

/** Hypotheses that are tasks; the others are only listed. */
const MOST_HYPOTHESES = 2;
const MOST_PROBLEMS = 3;
/** Seeds that somebody trains for one answer. */
const MOST_MORE_SEEDS = 10;
const QUICKEST = "baseline";

/** What is to be done first, the smallest first: to see it work, then data, hypotheses, packages. */
export function firstTasks({ experiments, unseen, freePackages }: TeamState): readonly Task[] {
  const nearest = experiments.flatMap(hypothesisTasks).toSorted((a, b) => a.distance - b.distance);
  return [
    ...seeItWork(experiments),
    ...unseen.map(dataTask),
    ...nearest.slice(0, MOST_HYPOTHESES).map(({ task }) => task),
    ...takeTask(freePackages),
  ];
}

function seeItWork(experiments: readonly ExperimentState[]): readonly Task[] {
  if (experiments.some(({ finishedRuns }) => finishedRuns > 0)) return [];
  const { name } = experiments.find((each) => each.name === QUICKEST) ?? experiments[0] ?? { name: undefined };
  if (name === undefined) {
    const commands = ["npx dalmeum new dataset <name>"];
    return [{ title: "Begin", why: "there is no experiment yet", commands }];
  }
  const commands = [`npx dalmeum train ${name}`, `npx dalmeum diagnose ${name}`];
  return [{ title: "See it work", why: "nothing has been trained here yet", commands }];
}

function dataTask({ folder, problems, unreadable }: UnseenDataset): Task {
  const [title, report] = [`Look at ${folder}`, `npx dalmeum data report ${folder}`];
  if (unreadable !== null) return { title, why: `it cannot be read: ${unreadable}`, commands: [report] };
  const told = problems.slice(0, MOST_PROBLEMS).map((problem) => `${problem.title}, ${counted(problem.rows, "row")}`);
  const what = told.length === 0 ? "" : `: ${told.join("; ")}, and what the report finds besides`;
  return {
    title,
    why: `nobody has written down what is odd in it${what}`,
    commands: [report, `${report} --output ${folder}/${REPORT_FOLDER}`],
  };
}

/** What lies between a hypothesis and its answer; the nearest to one first. */
function hypothesisTasks({ name, claim, standing }: ExperimentState): readonly { task: Task; distance: number }[] {
  const title = `Answer ${name}`;
  const compare = `npx dalmeum compare ${name}`;
  if (standing.kind === "untrained") {
    const commands = [...standing.lacking.map((reference) => `npx dalmeum train ${reference}`), compare];
    return [{ task: { title, why: `"${claim ?? ""}" lacks runs`, commands }, distance: 100 + commands.length }];
  }
  if (standing.kind !== "undecided") return [];
  const { arms, seeds, settlingSeeds } = standing;
  // Of what no number of seeds settles, one more tells nothing.
  if (settlingSeeds === null && seeds > 1) return [];
  const distance = (settlingSeeds ?? seeds + 1) - seeds;
  if (distance > MOST_MORE_SEEDS) return [];
  const why =
    settlingSeeds === null
      ? `"${claim ?? ""}" has one seed an arm, which says nothing of how another would do`
      : `"${claim ?? ""}" is undecided: ${counted(settlingSeeds, "seed")} an arm would settle it, and there are ${seeds}`;
  const next = seeds + 1;
  const commands = [...arms.map((arm) => `npx dalmeum train ${arm} --seed ${next}`), `${compare} --seeds ${next}`];
  return [{ task: { title, why, commands }, distance }];
}

/** Packages of modules first: what somebody adds there stands by itself. */
function takeTask(free: readonly string[]): readonly Task[] {
  const [folder, ...others] = free.filter((each) => kindIn(each) !== undefined);
  const kind = folder === undefined ? undefined : kindIn(folder);
  if (folder === undefined || kind === undefined) return [];
  const more = others.length === 0 ? "" : `, nor ${others.join(", ")}`;
  return [
    {
      title: "Take a package",
      why: `nobody has ${folder}${more}: your GitHub name goes into its line of .github/CODEOWNERS`,
      commands: [`npx dalmeum new ${kind} <name> --owner @your-name`],
    },
  ];
}
