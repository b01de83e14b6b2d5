import { resolve } from "node:path";
import { findWorkspaceRoot } from "@dalmeum/experiments";
import { closeness, writeExport } from "@dalmeum/exports";
import { canonicalJson, createFolder } from "@dalmeum/files";
import {
  editedRecord,
  fetchModel,
  findTrainedRun,
  keyOf,
  loadData,
  metricProblems,
  runIdentity,
  runInputs,
} from "@dalmeum/runs";
import { loadModel, runParameters } from "@dalmeum/runs/training";
import { counted } from "@dalmeum/contracts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";
import { shareOf } from "./share.ts";

export interface ExportFlags extends CommonFlags {
  readonly output: string;
  readonly batch: number;
}

/** Write a run's model as a folder that Python loads. */
export async function exportRun(this: Context, { output, batch, json }: ExportFlags, run: string): Promise<void> {
  const reporter = createReporter(this.process, json);
  const root = findWorkspaceRoot(this.cwd);
  const share = shareOf(this, root, reporter);
  const found = await findTrainedRun({ root, cwd: this.cwd, path: run, share });
  const { loaded, path, record } = found;
  await fetchModel(loaded, reporter, this.signal);
  const inputs = await runInputs(loaded, record.inputs.engine);
  // What a card shows is computed where the data is that of the run.
  if (canonicalJson(inputs.data) === canonicalJson(record.inputs.data)) {
    const problems = metricProblems(found, await loadData(loaded));
    if (problems.length > 0) throw editedRecord(path, problems);
  }
  if (runIdentity(inputs, keyOf(record)) !== record.identity) {
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
      ? [
          `${counted(agreement.pairs, "dev pair")}, ${counted(agreement.oddPairs, "odd one")}: the ONNX file gives ${closeness(agreement.largest)} as the run`,
        ]
      : []),
    `${output}: ${counted(files.length, "file")}; README.md says how Python loads them`,
  ]);
}
