import type { FinishedRun, RunInProgress } from "@dalmeum/runs";

/** When a step was, milliseconds since 1970. A run's metrics have no clock, and its steps take about as long as each other. */
export type TimeOf = (step: number) => number;

/** Spread evenly over the training, which ended when the predictions began. */
export function timeAtFinish({ finishedAt, seconds }: FinishedRun["result"], lastStep: number): TimeOf {
  const end = Date.parse(finishedAt) - 1000 * seconds.prediction;
  const each = lastStep === 0 ? 0 : (1000 * seconds.training) / lastStep;
  return (step) => Math.round(end - each * (lastStep - step));
}

/** Back from when it was heard last, as fast as it goes now, to its start. */
export function timeUnderWay({ record, steps, heardAt, secondsPerStep = 0 }: RunInProgress): TimeOf {
  const startedAt = Date.parse(record.startedAt);
  const end = heardAt?.getTime() ?? startedAt;
  const lastStep = steps.at(-1)?.step ?? 0;
  return (step) => Math.round(Math.max(startedAt, end - 1000 * secondsPerStep * (lastStep - step)));
}
