import { resolve } from "node:path";
import { findWorkspaceRoot } from "../experiments/workspace-root.ts";
import { writeExport } from "../exports/export-run.ts";
import { closeness } from "../exports/model-card.ts";
import { createFolder } from "../folders/write-folder.ts";
import { fetchModel } from "../training/fetch-model.ts";
import { findTrainedRun } from "../runs/find-run.ts";
import { loadModel } from "../training/load-parts.ts";
import { runIdentity } from "../runs/run-identity.ts";
import { runInputs } from "../runs/run-inputs.ts";
import { keyOf } from "../runs/run-record.ts";
import { runParameters } from "../training/run-parameters.ts";
import { counted } from "../terminal/format.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "./context.ts";

export interface ExportFlags extends CommonFlags {
  readonly output: string;
  readonly batch: number;
}

/** Write a run's model as a folder that Python loads. */
export async function exportRun(this: Context, { output, batch, json }: ExportFlags, run: string): Promise<void> {
  const reporter = createReporter(this.process, json);
  const root = findWorkspaceRoot(this.cwd);
  const found = await findTrainedRun(root, this.cwd, run);
  const { loaded, path, record } = found;
  await fetchModel(loaded, reporter, this.signal);
  if (runIdentity(await runInputs(loaded, record.inputs.engine), keyOf(record)) !== record.identity) {
    reporter.say(`${path}: code, data or options have changed since this run was trained; its dev scores are compared`);
  }
  const model = loadModel(loaded);
  const parameters = runParameters(found, model);
  const target = resolve(this.cwd, output);
  const { files, notes, agreement } = await createFolder(target, (staging) =>
    writeExport(staging, { found, model, parameters, batch, reporter, signal: this.signal }),
  );
  reporter.result({ run: path, output: target, files, notes, agreement }, [
    ...notes,
    ...(agreement
      ? [`${counted(agreement.pairs, "dev pair")}: the ONNX file gives ${closeness(agreement.largest)} as the run`]
      : []),
    `${output}: ${counted(files.length, "file")}; README.md says how Python loads them`,
  ]);
}
