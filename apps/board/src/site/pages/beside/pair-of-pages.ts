import type { ExperimentPage } from "@dalmeum/standing/types";

export interface PairOfPages {
  readonly pages: readonly [ExperimentPage, ExperimentPage];
}
