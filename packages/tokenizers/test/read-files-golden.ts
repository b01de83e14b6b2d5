import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { tokenizersFolder } from "./read-tokenizer-golden.ts";

const ids = z.array(z.int().min(0));
const texts = z.array(z.string());
const caseSchema = z.object({
  folder: z.string().nullable(),
  texts: z.enum(["all", "plain"]),
  files: z.record(z.string(), z.union([z.string(), z.looseObject({})])),
  class: z.string(),
  ids: z.array(ids),
  pair: ids,
});
export type FilesCase = z.infer<typeof caseSchema>;

/** Ids for tokenizers beside which other files declare tokens and options; see tools/golden/write_tokenizer_files.py. */
export const filesGolden = z
  .object({ tool: z.string(), texts: z.object({ all: texts, plain: texts }), cases: z.record(z.string(), caseSchema) })
  .parse(JSON.parse(gunzipSync(readFileSync(join(tokenizersFolder, "files.json.gz"))).toString("utf8")));

/** Lay out a case's folder. */
export function writeCase({ folder, files }: Pick<FilesCase, "folder" | "files">, path: string): void {
  mkdirSync(path, { recursive: true });
  if (folder !== null) cpSync(join(tokenizersFolder, folder), path, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(path, name), typeof content === "string" ? content : JSON.stringify(content));
  }
}
