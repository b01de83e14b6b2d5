import { z } from "zod";
import type { Judge } from "../scores/judge.ts";
import type { Blend, ExperimentPage } from "../types/index.ts";
import type { Point, Workspace } from "../workspace/read-workspace.ts";
import { curveBand, curvesOf } from "./curves.ts";
import { diagnoseArm } from "./diagnose-arm.ts";
import { runRows } from "./run-rows.ts";
import { testedHypothesis } from "./tested-hypothesis.ts";

export interface PageFacts {
  readonly workspace: Workspace;
  readonly judge: Judge;
  readonly blends: readonly Blend[];
}

/** What is known of one experiment. */
export async function experimentPage(point: Point, { workspace, judge, blends }: PageFacts): Promise<ExperimentPage> {
  const { id, loaded, options, used } = point;
  const { reference } = loaded;
  const curves = curvesOf(used);
  const { problems } = workspace;
  const judged = judge.judge(point, "out-of-fold", problems) ?? judge.judge(point, "dev", problems);
  const diagnosis = judged && problems.attempt("run", reference, () => diagnoseArm(reference, judged));
  return {
    ...{ id, reference, options: json.parse(options) },
    hypothesis: await testedHypothesis(point, workspace),
    ...{ curves, curveBand: curveBand(curves), diagnosis: diagnosis ?? null, runs: runRows(point) },
    blends: blends
      .filter(({ members }) => members.some(({ experiment }) => experiment === id))
      .map((blend) => blend.experiment),
  };
}

/** Options are hashed as JSON; what JSON leaves out of them is none. */
const json = z.unknown().transform((options) => z.json().parse(JSON.parse(JSON.stringify(options))));
