import { closeSync, openSync, readSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { readJson, replaceFolder } from "@dalmeum/files";
import { z } from "zod";
import { runtimesFolder } from "../runtimes-folder.ts";

const FILE = "plugin.json";
const schema = z.strictObject({ plugin: z.string() });

/** Where a workspace keeps the name of a plugin that lies elsewhere, absolute. */
export const givenPluginFolder = (root: string): string => join(runtimesFolder(root), "xla-plugin");

/** How a library begins: ELF, and Mach-O for 64 bits or for several processors. */
const BEGINNINGS = ["7f454c46", "cffaedfe", "cafebabe"];

/**
 * Keep the name of a PJRT plugin of any maker; the file stays where it lies, beside what it needs.
 * @param plugin absolute.
 * @returns the folder that names it.
 * @throws UserError where it is no library.
 */
export async function recordPlugin(root: string, plugin: string): Promise<string> {
  const beginning = firstBytes(plugin);
  if (!BEGINNINGS.includes(beginning)) {
    throw new UserError(
      `${plugin}: found a file that begins with ${beginning === "" ? "nothing" : beginning}, expected a library, a PJRT plugin`,
    );
  }
  const folder = givenPluginFolder(root);
  await replaceFolder(folder, (staging) => {
    writeFileSync(join(staging, FILE), `${JSON.stringify({ plugin } satisfies z.infer<typeof schema>)}\n`);
  });
  return folder;
}

/** The plugin that such a folder names. */
export const readGivenPlugin = (folder: string): string =>
  readJson(join(folder, FILE), schema, "name it anew: npx dalmeum runtime install xla --plugin <file>").plugin;

/** Four, as hexadecimal digits. */
function firstBytes(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) {
    throw new UserError(`${path}: there is no such file, expected a PJRT plugin`);
  }
  const bytes = Buffer.alloc(4);
  const file = openSync(path, "r");
  try {
    return bytes.subarray(0, readSync(file, bytes)).toString("hex");
  } finally {
    closeSync(file);
  }
}
