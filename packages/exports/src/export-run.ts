import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type ExportedModel, type ServingFile, UserError } from "@dalmeum/contracts";
import { writeFileAtomically, writeSafetensors } from "@dalmeum/files";
import { normaliseText, textCleaning } from "@dalmeum/data";
import { servingSteps } from "@dalmeum/training";
import { SUBMITTED_HEAD } from "@dalmeum/experiments";
import { loadCompiler } from "@dalmeum/runtimes";
import { type Agreement, checkExport } from "./check-export.ts";
import { type ExportManifest, MANIFEST } from "./export-manifest.ts";
import type { ExportTask } from "./export-task.ts";
import { modelCard } from "./model-card.ts";

/** What was written. */
export interface WrittenExport {
  readonly files: readonly string[];
  /** Absent where there is no ONNX file. */
  readonly agreement?: Agreement;
  /** Why something is not there. */
  readonly notes: readonly string[];
}

const ONNX = "model.onnx";

/**
 * Write a run's model into an empty folder: for Python, for serving, and a card.
 * @throws UserError where the model cannot be exported, or the ONNX file gives other scores than the run.
 */
export async function writeExport(folder: string, task: ExportTask): Promise<WrittenExport> {
  const { found, parameters } = task;
  const { loaded, record } = found;
  const { maxLength, symmetric, model: definition } = loaded.experiment;
  const { exportFiles } = definition;
  if (!exportFiles) throw new UserError(`${found.path}: the model ${definition.name} has no form for Python`);
  const { serving, notes } = await writeServingFile(folder, task);
  const options = {
    root: loaded.root,
    parameters,
    maxLength,
    symmetric,
    cleaning: textCleaning,
    ...(serving ? { serving } : {}),
  };
  const exported = exportFiles(options);
  for (const template of exported.reading.templates) expectNormal(found.path, template);
  writeModel(folder, exported);
  const { experiment, seed, identity, commit, result } = record;
  const manifest: ExportManifest = {
    format: 1,
    run: { experiment, seed, identity, commit },
    dev: result.dev,
    reading: {
      ...exported.reading,
      templates: [...exported.reading.templates],
      sources: [...exported.reading.sources],
    },
    serving: serving ? { ...serving, inputs: [...serving.inputs] } : null,
  };
  writeFileAtomically(join(folder, MANIFEST), [Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)]);
  const agreement = serving ? await checkExport(folder, manifest, task) : undefined;
  const all = [...exported.notes, ...notes];
  const card = modelCard({ found, exported, notes: all, ...(agreement ? { agreement } : {}) });
  writeFileSync(join(folder, "README.md"), card);
  const files = [
    ...Object.keys(exported.files),
    ...Object.keys(exported.tensors),
    ...(serving ? [serving.name] : []),
    ...[MANIFEST, "README.md"],
  ];
  return { files: files.toSorted(), notes, ...(agreement ? { agreement } : {}) };
}

/** The exported tokenizer normalises a template along with its sentence, and the run has not. */
function expectNormal(path: string, template: string): void {
  const ended = `.${template}.`;
  if (normaliseText(ended) === ended) return;
  throw new UserError(
    `${path}: the template ${JSON.stringify(template)} is not composed (NFC), or holds zero-width characters, which an export ` +
      "takes out of texts; write it without them, and train again",
  );
}

/** The ONNX file, or why there is none. */
async function writeServingFile(
  folder: string,
  { model, parameters, batch }: ExportTask,
): Promise<{ readonly serving?: ServingFile; readonly notes: readonly string[] }> {
  const { writeOnnx } = await loadCompiler();
  try {
    const { steps, held } = servingSteps({ model, parameters, pairs: batch, head: SUBMITTED_HEAD });
    const { onnx, inputs } = writeOnnx(steps, held);
    writeFileSync(join(folder, ONNX), onnx);
    return { serving: { name: ONNX, pairs: batch, inputs }, notes: [] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { notes: [`There is no ONNX file: ${error.message}.`] };
  }
}

function writeModel(folder: string, { files, tensors }: ExportedModel): void {
  for (const path of [...Object.keys(files), ...Object.keys(tensors)]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
  }
  for (const [path, content] of Object.entries(files)) writeFileSync(join(folder, path), content);
  for (const [path, values] of Object.entries(tensors)) writeSafetensors(join(folder, path), values, { format: "pt" });
}
