import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CompiledSteps, type Engine, type HostArrays, UserError } from "@dalmeum/contracts";
import { SUBMITTED_HEAD } from "@dalmeum/experiments";
import { loadCompiler } from "@dalmeum/runtimes";
import { batchSignature, type PairReader } from "@dalmeum/training";
import type { ExportManifest } from "./export-manifest.ts";

/** What an export was checked on when it was written, and is predicted on where nothing else is chosen. */
export const CHECKED_ON = { engine: "onnxruntime" } as const;

/** An export's ONNX file on an engine. */
export interface OpenExport {
  readonly steps: CompiledSteps;
  /** Further inputs of every run. */
  readonly held: HostArrays;
  /** Pairs that a step computes. */
  readonly pairs: number;
}

/**
 * An engine that opens ONNX files runs this one as it lies; any other compiles its graph as it compiles a model.
 * @throws UserError where the export has no such file, or a damaged one.
 */
export async function openExport(
  folder: string,
  serving: ExportManifest["serving"],
  { reader, engine }: { readonly reader: PairReader; readonly engine: Engine },
): Promise<OpenExport> {
  if (serving === null) {
    throw new UserError(`${folder}: holds no ONNX file; predict with the run, or in Python as README.md shows`);
  }
  const { name, inputs, pairs } = serving;
  const path = join(folder, name);
  const outputs = { [SUBMITTED_HEAD]: { shape: [pairs], dtype: "float32" } } as const;
  const file = {
    ...{ path, onnx: readFileSync(path), inputs, outputs: Object.keys(outputs) },
    at: (length: number) => ({ inputs: batchSignature(reader, { pairs, length }), outputs }),
  };
  if (engine.openOnnx) return { steps: engine.openOnnx(file), held: {}, pairs };
  const { readOnnx } = await loadCompiler();
  const { steps: read, held } = readOnnx(file);
  const steps = await engine.compileLengths(read);
  await steps.hold?.(held);
  return { steps, held, pairs };
}
