/** Something that could not be read, and is left out of the state. */
export interface Problem {
  readonly kind: /** experiments/<subject>/experiment.ts does not load. */
  | "experiment"
    /** A run's record or predictions are damaged, or are not those that it wrote. */
    | "run"
    /** Data of an experiment cannot be read. */
    | "data"
    /** Its control or treatment is not there, or was made on other data. */
    | "hypothesis"
    /** A submission of the ledger, or a score of it. */
    | "ledger"
    /** Members of an ensemble, or its predictions. */
    | "blend";
  /** An experiment, a path from the workspace root, or a line. */
  readonly subject: string;
  /** What the reader said, in English: for who mends it. */
  readonly text: string;
}
