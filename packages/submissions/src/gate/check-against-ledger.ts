import { compareArms, fisherInterval, leastCorrelation, pearson } from "@dalmeum/evaluation";
import { four, intervalText } from "@dalmeum/reports/numbers";
import { clipped } from "../columns/column.ts";
import { bestOf, type LedgerEntry } from "../ledger/ledger-entries.ts";
import type { SubmissionManifest } from "../manifest.ts";
import { NEAR_COPY, targetsOf } from "../near-copies.ts";
import { keptColumn } from "../submission-folder.ts";
import { type GateVerdict, passed, warning } from "../verdicts/verdict.ts";
import type { GateTask } from "./gate-task.ts";

/** Submissions of other data say nothing about this one, whatever their scores. */
export function checkLedgerData({ ofOtherData }: GateTask): readonly GateVerdict[] {
  if (ofOtherData.length === 0) return [];
  return [passed("ledger", `left out, as they are of other data: ${ofOtherData.map(({ name }) => name).join(", ")}`)];
}

interface Other {
  readonly entry: LedgerEntry;
  /** Of its targets with this submission's. */
  readonly r: number;
}

/** A submission that says what an earlier one said is a wasted one; of two that say the contrary, one is wrong. */
export function checkCopies(task: GateTask): readonly GateVerdict[] {
  const { folder, dataset, earlier } = task;
  const ids = dataset.test.map(({ id }) => id);
  const own = targetsOf(folder, ids);
  const others = earlier.map((entry): Other => ({ entry, r: pearson(own, targetsOf(entry.folder, ids)) }));
  const defined = others.filter(({ r }) => !Number.isNaN(r)).toSorted((a, b) => b.r - a.r);
  const undefinedNames = others.filter(({ r }) => Number.isNaN(r)).map(({ entry }) => entry.name);
  return [
    nearest(defined),
    ...(undefinedNames.length === 0
      ? []
      : [warning("copies", `r with ${undefinedNames.join(", ")} is undefined: one of the two has equal targets`)]),
    ...contraries(task, defined),
  ];
}

function nearest([first]: readonly Other[]): GateVerdict {
  if (first === undefined) return passed("copies", "no earlier submission to be a copy of");
  const text = `nearest to ${first.entry.name}: r of the two is ${four(first.r)}`;
  return first.r >= NEAR_COPY ? warning("copies", `${text}, nearly a copy`) : passed("copies", text);
}

/** Of an interval that 1 in 10,000 draws lies outside of. */
const LEVEL = 0.9999;

/** Fewer rows have no interval. */
const FEWEST = 4;

/**
 * Two submissions that follow the labels with r1 and r2 have at least `leastCorrelation(r1, r2)` with each other. Both are taken
 * at the low end of their interval, of dev, or of test where the leaderboard gave a score: a wrong submission is put right by
 * recording what it scored.
 */
function contraries({ manifest, dataset, earlier }: GateTask, others: readonly Other[]): readonly GateVerdict[] {
  const [dev, test] = [dataset.dev.length, dataset.test.length];
  if (Math.min(dev, test) < FEWEST) return [];
  const best = bestOf(earlier);
  const onDev = (of: SubmissionManifest): number => fisherInterval(of.dev.pearson.estimate ?? -1, dev, LEVEL).low;
  const lowest = ({ scores, manifest: of }: LedgerEntry): number =>
    scores.public === null ? onDev(of) : fisherInterval(scores.public, test, LEVEL).low;
  return others.flatMap(({ entry, r }): readonly GateVerdict[] => {
    const [own, its] = [onDev(manifest), lowest(entry)];
    // Below, r may be anything: one of the two need not follow the labels.
    const least = own + its > 0 ? leastCorrelation(own, its) : -1;
    const text = `r with ${entry.name}${entry === best ? ", the best so far," : ""} is ${four(r)}`;
    if (entry === best && fisherInterval(r, test, LEVEL).high < least) {
      const scored = `what they score on dev asks for ${four(least)} at least, so one of the two is wrong`;
      const cure = `if it is the earlier one, \`npx dalmeum submissions record ${entry.name} --public <its score>\` says so`;
      return [{ check: "contrary", verdict: "failed", text: `${text}: ${scored}; ${cure}` }];
    }
    return r < 0 ? [warning("contrary", text)] : [];
  });
}

/** Is it better on dev than the best so far, beyond chance? As the contest scores: clipped. */
export function checkProgress({ folder, dataset, earlier }: GateTask): GateVerdict {
  const gold = dataset.dev.map(({ score }) => score);
  const dev = (of: string): readonly number[] => clipped(keptColumn(of, "dev", dataset.dev));
  const best = bestOf(earlier.filter((entry) => !Number.isNaN(pearson(dev(entry.folder), gold))));
  if (best === undefined) return passed("progress", "nothing to be better than yet");
  const { difference } = compareArms({
    control: { name: best.name, seeds: [dev(best.folder)] },
    treatment: { name: "this", seeds: [dev(folder)] },
    gold,
  });
  const text = `dev Pearson less that of ${best.name}, the best so far: ${intervalText(difference)}`;
  if (difference.low > 0) return passed("progress", `${text}: better`);
  return difference.high < 0 ? warning("progress", `${text}: worse`) : warning("progress", `${text}: a tie`);
}
