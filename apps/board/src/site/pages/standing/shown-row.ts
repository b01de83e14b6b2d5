import type { ExperimentSummary, StandingRow } from "@dalmeum/standing/types";

/** A row of a standing with its experiment. */
export interface ShownRow {
  readonly row: StandingRow;
  /** From 0, among all rows. */
  readonly place: number;
  readonly experiment: ExperimentSummary;
}
