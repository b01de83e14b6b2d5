import { EXPERIMENTS } from "./grown-workspace.ts";

const [CONTROL, TREATMENT] = EXPERIMENTS;
const SUBMISSION = `experiments/${CONTROL}/submission`;

/** Of a CSV beside test.csv alone: as many rows of each. */
export const CSV_CHECK = "check, of a CSV";

/** A command line whose growth is measured. */
export interface GrowingCommand {
  readonly name: string;
  readonly words: readonly string[];
}

/** In an order in which each finds what it reads. */
export const COMMANDS: readonly GrowingCommand[] = [
  { name: "data report", words: ["data", "report", "datasets/grown"] },
  { name: "train", words: ["train", CONTROL] },
  { name: "train, another", words: ["train", TREATMENT] },
  { name: "compare", words: ["compare", CONTROL, TREATMENT] },
  { name: "submit", words: ["submit", CONTROL] },
  { name: "check, of a submission", words: ["check", SUBMISSION] },
  { name: CSV_CHECK, words: ["check", `${SUBMISSION}/submission.csv`, "--data", "datasets/unlabelled"] },
  {
    name: "check, of a CSV beside labels",
    words: ["check", `${SUBMISSION}/submission.csv`, "--data", "datasets/grown"],
  },
];
