import { createRng } from "@dalmeum/contracts";
import { describeDataset } from "@dalmeum/data";
import type { BoardState } from "../src/types/index.ts";
import { DATA_ID, syntheticExperiments } from "./synthetic-experiments.ts";
import { syntheticExperimentPage } from "./synthetic-experiment-page.ts";
import { syntheticIndex } from "./synthetic-index.ts";
import { syntheticBlends, syntheticLive, syntheticPeople, syntheticSubmissions } from "./synthetic-pages.ts";
import { syntheticDataset } from "./synthetic-pairs.ts";

export { HOSTILE } from "./synthetic-pairs.ts";

/** A state of so many finished runs, four an experiment, at least 28; of equal numbers the same. Names and sentences are hostile. */
export function syntheticBoard({ runs }: { readonly runs: number }): BoardState {
  const rng = createRng(1);
  const experiments = syntheticExperiments(rng.fork("experiments"), runs);
  const pieces = ["live", "blend", "people", "submissions", "data", ...experiments.map(({ id }) => `experiment-${id}`)];
  const control = experiments[0]?.reference ?? "";
  return {
    index: syntheticIndex(experiments, pieces),
    live: syntheticLive(experiments),
    blend: syntheticBlends(rng.fork("blends"), experiments),
    people: syntheticPeople(experiments),
    submissions: syntheticSubmissions(experiments),
    data: {
      data: [{ id: DATA_ID, name: "datasets/korsts", report: describeDataset(syntheticDataset(rng.fork("data"))) }],
    },
    experiments: experiments.map((summary) => syntheticExperimentPage(rng.fork(summary.id), summary, control)),
  };
}
