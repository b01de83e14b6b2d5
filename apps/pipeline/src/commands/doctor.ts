import { findWorkspaceRoot } from "@dalmeum/experiments";
import { checkExperiments } from "../doctor/experiment-checks.ts";
import { findingLines } from "../doctor/finding-lines.ts";
import { checkOwners } from "../doctor/owner-checks.ts";
import { checkCheckpoints, checkDatasets } from "../doctor/workspace-checks.ts";
import {
  checkGit,
  checkMachine,
  checkNode,
  checkOnnxruntime,
  checkOpenvino,
  checkTensorflow,
} from "../doctor/machine-checks.ts";
import { checkGpu, checkXla } from "../doctor/xla-checks.ts";
import { UserError } from "@dalmeum/contracts";
import { readableColumns } from "../terminal/readable-columns.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";

/** Say what this machine and workspace have, and what to do about what is missing. */
export async function doctor(this: Context, { json }: CommonFlags): Promise<void> {
  const root = findWorkspaceRoot(this.cwd);
  const findings = [
    checkNode(),
    ...checkMachine(),
    await checkOnnxruntime(root),
    await checkOpenvino(root),
    await checkTensorflow(root),
    checkGpu(),
    ...(await checkXla(root)),
    await checkGit(root),
    ...(await checkDatasets(root)),
    ...(await checkCheckpoints(root)),
    ...(await checkExperiments(root)),
    checkOwners(root),
  ];
  const lines = findingLines(findings, readableColumns(this.process.stdout));
  const missing = findings.filter(({ ok, required }) => !ok && required);
  createReporter(this.process, json).result({ ok: missing.length === 0, findings }, lines);
  if (missing.length > 0) {
    throw new UserError(`dalmeum cannot train here, missing: ${missing.map(({ what }) => what).join(", ")}`);
  }
}
