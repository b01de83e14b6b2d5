import { UserError } from "@dalmeum/contracts";
import { figuresOf, type Measured, type Measurement } from "./measurement.ts";
import { runSubject } from "./run-subject.ts";
import { nameOf } from "./subjects.ts";

/** Runs of a measurement of which the last counts: the time to the first step is that of the second run. */
const RUNS = { steps: 1, epoch: 1, predict: 1, sentences: 1, packing: 1, "first-step": 2 } as const;

/** Measure once, in a process of its own. */
export async function measure(measurement: Measurement, repeat: number, plan: string): Promise<Measured> {
  const { job, subject, batching } = measurement;
  for (let run = 1; run < RUNS[job]; run++) await runSubject({ ...measurement, plan });
  const startedAt = Date.now();
  const report = await runSubject({ ...measurement, plan });
  if (report.job !== job) {
    throw new UserError(`${nameOf(subject)}, ${job}: found a report of "${report.job}", expected "${job}"`);
  }
  return { job, subject: nameOf(subject), batching, repeat, figures: figuresOf(report, startedAt), report };
}
