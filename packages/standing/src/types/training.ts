/** Which of an experiment's runs. */
export interface RunName {
  readonly seed: number;
  /** From 1; null where the experiment has no folds. */
  readonly fold: number | null;
}

/** Mean loss of stretches of updates, 200 at most, by the last update of each. */
export type TrainingLine = readonly { readonly step: number; readonly loss: number }[];
