import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { type ModelDefinition, UserError } from "@dalmeum/contracts";

/**
 * A model whose checkpoint is another experiment's training, read from the files of that experiment's own checkpoint: config,
 * tokenizer, and the weights that stand in for the trained ones until a run puts them there.
 *
 * A model looks for a checkpoint in a folder of its name inside the root that it is given, so it is given one that has such a folder:
 * no code of a model knows of this, and what other runs follow from stays as it is. Its vocabulary cannot be trimmed.
 * @param checkpoint the name that the model has for it.
 * @param origin the other experiment's model.
 */
export function startedModel(model: ModelDefinition, checkpoint: string, origin: ModelDefinition): ModelDefinition {
  const { name, options } = model;
  const rootWith = (root: string): string => placed(root, checkpoint, folderOf(origin, root));
  return {
    name,
    options,
    files: (root) => origin.files(root),
    ...(origin.fetch ? { fetch: async (fetching) => origin.fetch?.(fetching) } : {}),
    load: (root) => model.load(rootWith(root)),
    ...(model.exportFiles ? { exportFiles: exporting(model.exportFiles.bind(model), rootWith) } : {}),
  };
}

type ExportFiles = NonNullable<ModelDefinition["exportFiles"]>;

const exporting =
  (exportFiles: ExportFiles, rootWith: (root: string) => string): ExportFiles =>
  (options) =>
    exportFiles({ ...options, root: rootWith(options.root) });

/** @throws UserError where the model's files lie in several folders, or it has none. */
function folderOf(origin: ModelDefinition, root: string): string {
  const [folder, ...others] = new Set(origin.files(root).map(({ path }) => dirname(path)));
  if (folder !== undefined && others.length === 0) return folder;
  const found = folder === undefined ? "none" : [folder, ...others].join(", ");
  throw new UserError(`${origin.name}: found its files in ${found}, expected one folder: no model can start from it`);
}

/** A folder that has the checkpoint inside, as a link to where it lies; named after that place, so two processes may make it. */
function placed(root: string, checkpoint: string, folder: string): string {
  const hash = createHash("sha256").update(folder).digest("hex").slice(0, 16);
  const place = join(root, "node_modules/.cache/dalmeum/starts", hash);
  const link = join(place, checkpoint);
  mkdirSync(dirname(link), { recursive: true });
  const isThere = (): boolean => lstatSync(link, { throwIfNoEntry: false }) !== undefined;
  try {
    // Windows lets everybody make a junction, and links few.
    if (!isThere()) symlinkSync(folder, link, "junction");
  } catch (cause) {
    if (!isThere()) throw cause;
  }
  return place;
}
