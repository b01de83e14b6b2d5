import { createRng, UserError } from "@dalmeum/contracts";
import { type Verdict } from "@dalmeum/evaluation";
import { replayRace } from "@dalmeum/evaluation/replay-race";
import { armOf, goldOf, loadSubject, runsOf } from "@dalmeum/evidence";
import { loadData } from "@dalmeum/runs";

const ALPHAS = [1, 0.75, 0.5, 0.25, 0];
const BATCHES = [16, 64];
const SEEDS = 3;

/** A race of the study's loss-mixture in one order of each point's seeds. */
export interface ReplayedOrder {
  /** Runs that it asked for, and those of the whole sweep. */
  readonly asked: number;
  readonly whole: number;
  /** Of each point against its control. */
  readonly verdicts: readonly Verdict[];
}

/** Race the study's loss-mixture again on its recorded runs, each point's seeds in orders drawn at random. */
export async function replayStudy(root: string, orders: number): Promise<readonly ReplayedOrder[]> {
  const families = BATCHES.map((batch) => {
    const [control = "", ...treatments] = ALPHAS.map((alpha) => `loss-mixture:alpha=${alpha},batchSize=${batch}`);
    return { control, treatments };
  });
  const subjects = await Promise.all(
    families.flatMap(({ control, treatments }) => [control, ...treatments].map((name) => loadSubject(root, name))),
  );
  const [first] = subjects;
  if (first === undefined) throw new UserError("found no point of loss-mixture, expected those of the study");
  const gold = goldOf(await loadData(first.members[0]), "out-of-fold");
  const found = await runsOf(subjects);
  const arms = found.subjects.map((subject) => armOf(subject, gold));
  // A seed is judged by all of its folds, and a race asks for them together.
  const runs = found.subjects.reduce((sum, { members }) => sum + members.flat().length, 0);
  const folds = runs / arms.length / SEEDS;
  const rng = createRng(1);
  const raced: ReplayedOrder[] = [];
  for (let order = 0; order < orders; order++) {
    const shuffled = arms.map((arm) => ({ ...arm, seeds: rng.shuffle(arm.seeds) }));
    const options = { gold: gold.scores, seeds: SEEDS, smallestDifference: 0.002 };
    const { families: ofOrder, asked } = await replayRace(families, shuffled, options);
    const verdicts = ofOrder.flatMap(({ standings }) => standings.map(({ verdict }) => verdict));
    raced.push({ asked: asked * folds, whole: runs, verdicts });
  }
  return raced;
}
