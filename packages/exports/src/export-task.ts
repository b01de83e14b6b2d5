import type { Model, NamedValues, Reporter } from "@dalmeum/contracts";
import type { TrainingExperiment } from "@dalmeum/experiments";
import type { FoundRun } from "@dalmeum/runs";

export interface ExportTask {
  readonly found: FoundRun<TrainingExperiment>;
  readonly model: Model;
  readonly parameters: NamedValues;
  /** Pairs that the ONNX file takes at a time. */
  readonly batch: number;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
}
