import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { readJson } from "@dalmeum/files";
import { z } from "zod";
import { SENTENCE_FILES } from "./checkpoint-files.ts";
import type { Pooling } from "../pooling/pool.ts";

const MODULES = SENTENCE_FILES.modules;

/** Folder of a module, inside the checkpoint's. */
const path = z.string().regex(/^(?!\.+$)[\w.-]*$/, "expected a folder's name");
const modulesSchema = z.array(z.object({ type: z.string(), path }));

/** How sentence-transformers up to 5 calls a pooling's modes, and since then. */
const LEGACY = {
  pooling_mode_cls_token: "cls",
  pooling_mode_max_tokens: "max",
  pooling_mode_mean_tokens: "mean",
  pooling_mode_mean_sqrt_len_tokens: "mean_sqrt_len_tokens",
  pooling_mode_weightedmean_tokens: "weightedmean",
  pooling_mode_lasttoken: "lasttoken",
} as const;

const poolingSchema = z.looseObject({ pooling_mode: z.union([z.string(), z.array(z.string())]).optional() });

/** Those that are here too, by their names there. */
const POOLINGS: Readonly<Record<string, Pooling>> = { cls: "first", mean: "mean" };

/** Modules that a bi-encoder has as well, or that a cosine does not see. */
const KNOWN = ["Transformer", "Pooling", "Normalize", "Dropout"];

/**
 * What of a sentence-transformers folder a bi-encoder does otherwise: a line each, with what to do about it.
 * @param name of the checkpoint, for the lines.
 * @param pooling the experiment's.
 * @see sentence-transformers 6.2.0, sentence_transformer/modules/pooling.py
 */
export function sentenceModuleNotes(folder: string, name: string, pooling: Pooling): readonly string[] {
  try {
    const modules = existsSync(join(folder, MODULES)) ? readJson(join(folder, MODULES), modulesSchema) : [];
    const kinds = modules.map((module) => ({ kind: module.type.split(".").at(-1) ?? "", path: module.path }));
    const file = `${kinds.find(({ kind }) => kind === "Pooling")?.path ?? SENTENCE_FILES.poolingFolder}/config.json`;
    const modes = existsSync(join(folder, file)) ? poolingModes(join(folder, file)) : [];
    const others = kinds.filter(({ kind }) => !KNOWN.includes(kind));
    return [
      ...poolingNotes(`${name}/${file}`, modes, pooling),
      ...others.map(
        (other) =>
          `${name}/${MODULES}: the module ${other.kind} (${other.path}) is left out, so that vectors begin as others than ` +
          "the checkpoint's own; its scores are reached by training, or take a checkpoint without it",
      ),
    ];
  } catch (error) {
    // Nothing that a run follows from.
    if (error instanceof UserError) return [`${error.message}; nothing of it is looked at`];
    throw error;
  }
}

function poolingModes(file: string): readonly string[] {
  const config = readJson(file, poolingSchema);
  if (config.pooling_mode !== undefined) return [config.pooling_mode].flat();
  const named = Object.entries(LEGACY).flatMap(([key, mode]) => (config[key] === true ? [mode] : []));
  return named.length > 0 ? named : ["mean"];
}

function poolingNotes(file: string, modes: readonly string[], pooling: Pooling): readonly string[] {
  const [mode, ...more] = modes;
  if (mode === undefined) return [];
  const same = more.length === 0 ? POOLINGS[mode] : undefined;
  if (same === pooling) return [];
  const cure =
    same === undefined
      ? "no pooling here is that one, so that vectors begin as others than the checkpoint's own"
      : `pooling: "${same}" in experiment.ts is what it was trained with`;
  return [`${file}: found the pooling ${modes.join(" and ")}, and the experiment names "${pooling}"; ${cure}`];
}
