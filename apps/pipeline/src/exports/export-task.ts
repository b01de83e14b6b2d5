import type { Model, NamedValues } from "@dalmeum/contracts";
import type { TrainingExperiment } from "../experiments/define-experiment.ts";
import type { FoundRun } from "../runs/find-run.ts";
import type { Reporter } from "../terminal/reporter.ts";

export interface ExportTask {
  readonly found: FoundRun<TrainingExperiment>;
  readonly model: Model;
  readonly parameters: NamedValues;
  /** Pairs that the ONNX file takes at a time. */
  readonly batch: number;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
}
