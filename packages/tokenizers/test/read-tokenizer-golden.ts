import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { workspaceRoot } from "@dalmeum/testing";
import { z } from "zod";
import { readJson } from "@dalmeum/files";
import { partSchema } from "../src/parts/library.ts";

const ids = z.array(z.int().min(0));
const pair = z.object({ maxLength: z.int(), ids, types: ids, single: ids });
const texts = z.array(z.string());
const goldenSchema = z.object({
  tool: z.string(),
  strings: texts,
  partStrings: texts,
  normalizers: z.array(z.object({ json: partSchema, texts })),
  preTokenizers: z.array(z.object({ json: partSchema, words: z.array(texts) })),
  families: z.record(z.string(), z.object({ ids: z.array(ids), pairs: z.array(pair) })),
});

/** Folder of the small tokenizers, a folder each. */
export const tokenizersFolder = join(workspaceRoot, "packages/tokenizers/test/fixtures/tokenizers");

/** What the reference libraries make of 1,000 hard strings; see tools/golden/write_tokenizers.py. */
export const tokenizersGolden = goldenSchema.parse(
  JSON.parse(gunzipSync(readFileSync(join(tokenizersFolder, "golden.json.gz"))).toString("utf8")),
);

const charsmapSchema = z.object({
  normalizer: z.object({ normalizers: z.tuple([z.object({ precompiled_charsmap: z.string() })], z.unknown()) }),
});

/** The nmt_nfkc map, which the fixture "e5" leaves out. */
export function nmtNfkc(): string {
  const path = join(workspaceRoot, "checkpoints/e5-small-ko/tokenizer.json");
  return readJson(path, charsmapSchema).normalizer.normalizers[0].precompiled_charsmap;
}
