import { join } from "node:path";
import type { Prediction } from "@dalmeum/contracts";
import { readPredictions, readSubmission } from "@dalmeum/data";
import { compareArms, pearson } from "@dalmeum/evaluation";
import { joinGold, RUN_FILES } from "@dalmeum/runs";
import { intervalText } from "@dalmeum/reports/numbers";
import { bestOf } from "../ledger/ledger-entries.ts";
import { SUBMISSION } from "../manifest.ts";
import { type GateVerdict, passed, warning } from "../verdicts/verdict.ts";
import type { GateTask } from "./gate-task.ts";

/** From here on two submissions say the same. */
const NEAR_COPY = 0.999;

/** A submission that says what an earlier one said is a wasted one. */
export function checkCopies({ folder, dataset, earlier }: GateTask): GateVerdict {
  const ids = dataset.test.map(({ id }) => id);
  const values = (of: string): readonly number[] =>
    readSubmission(join(of, SUBMISSION), ids).map(({ prediction }) => prediction);
  const own = values(folder);
  const alike = earlier
    .map((entry) => ({ name: entry.name, r: pearson(own, values(entry.folder)) }))
    .toSorted((a, b) => b.r - a.r);
  const [nearest] = alike;
  if (nearest === undefined) return passed("copies", "the first submission");
  const text = `nearest to ${nearest.name}: r of the two is ${nearest.r.toFixed(4)}`;
  return nearest.r >= NEAR_COPY ? warning("copies", `${text}, nearly a copy`) : passed("copies", text);
}

/** Is it better on dev than the best so far, beyond chance? */
export function checkProgress({ folder, dataset, earlier }: GateTask): GateVerdict {
  const best = bestOf(earlier);
  if (best === undefined) return passed("progress", "nothing to be better than yet");
  const dev = (of: string): readonly number[] => {
    const rows: readonly Prediction[] = readPredictions(join(of, RUN_FILES.dev));
    return joinGold(rows, dataset.dev, "dev").predictions;
  };
  const { difference } = compareArms({
    control: { name: best.name, seeds: [dev(best.folder)] },
    treatment: { name: "this", seeds: [dev(folder)] },
    gold: dataset.dev.map(({ score }) => score),
  });
  const text = `dev Pearson less that of ${best.name}, the best so far: ${intervalText(difference)}`;
  if (difference.low > 0) return passed("progress", `${text}: better`);
  return difference.high < 0 ? warning("progress", `${text}: worse`) : warning("progress", `${text}: a tie`);
}
