import { join } from "node:path";
import { count, type ScoredPair } from "@dalmeum/contracts";
import { readPredictions } from "@dalmeum/data";
import { fisherInterval, pearson } from "@dalmeum/evaluation";
import { four } from "@dalmeum/reports/numbers";
import { joinGold, RUN_FILES, type ScoredPredictions } from "@dalmeum/runs";
import { clipped, labelsTaken, percent } from "../columns/column.ts";
import type { Kept } from "../submission-folder.ts";
import { type GateVerdict, passed, warning } from "../verdicts/verdict.ts";
import type { GateTask } from "./gate-task.ts";

/** Predictions of pairs with labels follow these above chance, and are not the labels. As the contest scores them: clipped. */
export function checkScores({ folder, manifest, dataset }: GateTask): readonly GateVerdict[] {
  const sets: (readonly [string, Kept, readonly ScoredPair[]])[] = [["dev", "dev", dataset.dev]];
  if (manifest.outOfFold !== null) sets.push(["out-of-fold", "heldOut", dataset.train]);
  return sets.map(([name, set, pairs]) =>
    judged(name, joinGold(readPredictions(join(folder, RUN_FILES[set])), pairs, name)),
  );
}

/** Of an interval that 1 in 10,000 draws lies outside of. */
const LEVEL = 0.9999;

/** r with labels that no model has: two raters of a pair agree less. */
const COPY = 0.999;
const TOO_GOOD = 0.98;

/** Share of the predictions that are a label to the last digit. */
const MANY_LABELS = 1 / 2;
const ODD_LABELS = 1 / 10;

/** What four digits show: closer to 0, the sign is rounding. */
const SHOWN = 0.00005;

/** Fewer rows have no interval. */
const FEWEST = 4;

function judged(name: string, { predictions, gold }: ScoredPredictions): GateVerdict {
  const check = "scores";
  const failed = (text: string): GateVerdict => ({ check, verdict: "failed", text });
  const r = gold.length < 2 ? NaN : pearson(clipped(predictions), gold);
  if (Number.isNaN(r))
    return failed(`${name} Pearson is undefined: predictions or labels are equal, expected different ones`);
  const text = `${name} Pearson ${four(r)}`;
  if (r <= -SHOWN) return failed(`${text}: the predictions run against the labels`);
  if (gold.length < FEWEST) return warning(check, `${text}, of ${gold.length} pairs: it tells nothing`);
  const taken = labelsTaken(predictions, gold);
  const surely = fisherInterval(r, gold.length, LEVEL).low;
  if (surely > COPY) return failed(`${text}: the predictions are the labels, or follow them as no model does`);
  if (taken > MANY_LABELS) return failed(`${text}, ${percent(taken)} of the predictions are the labels`);
  if (surely > TOO_GOOD) return warning(check, `${text}: better than raters agree; was it trained on these pairs?`);
  if (taken > ODD_LABELS) return warning(check, `${text}, ${percent(taken)} of the predictions are the labels`);
  if (fisherInterval(r, gold.length).low > 0) return passed(check, text);
  return warning(check, `${text}, of ${count(gold.length)} pairs: it may be chance`);
}
