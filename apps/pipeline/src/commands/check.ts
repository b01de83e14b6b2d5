import { join, resolve } from "node:path";
import { problemsError } from "@dalmeum/contracts";
import { checkSubmission, readTestPairs } from "@dalmeum/data";
import { acceptSubmission } from "../submissions/accept-submission.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "./context.ts";

export interface CheckFlags extends CommonFlags {
  readonly data: string;
}

/** The gate before a submission is handed in: one line of approval, or an error with every reason. */
export function check(this: Context, { data, json }: CheckFlags, submission: string): void {
  const source = join(data, "test.csv");
  const testIds = readTestPairs(resolve(this.cwd, source)).map(({ value }) => value.id);
  const path = resolve(this.cwd, submission);
  const reporter = createReporter(this.process, json);
  const problems = checkSubmission(path, testIds);
  if (problems.length > 0) {
    reporter.result({ submission, accepted: false, problems }, []);
    throw problemsError(path, problems);
  }
  const accepted = acceptSubmission(path, testIds, source);
  reporter.result({ submission, accepted: true, ...accepted }, [accepted.approval]);
}
