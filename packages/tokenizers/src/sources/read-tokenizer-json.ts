import { existsSync } from "node:fs";
import { join } from "node:path";
import { problemsError, UserError } from "@dalmeum/contracts";
import { z } from "zod";
import { readJson } from "@dalmeum/files";
import { textTokenizerSchema } from "../create-text-tokenizer.ts";
import { postProcessorSchema } from "../post-processor.ts";
import { byteLevelTokenizer } from "./byte-level-tokenizer.ts";
import { debertaTokenizer, xlmRobertaTokenizer } from "./sentence-piece-tokenizers.ts";
import { wordPieceTokenizer } from "./word-piece-tokenizer.ts";

const tokenizerSchema = textTokenizerSchema.extend({ post_processor: postProcessorSchema });

/** A tokenizer's parts, as tokenizer.json names them. */
export interface TokenizerFile {
  /** The file that they were read from, for messages. */
  readonly path: string;
  readonly json: z.infer<typeof tokenizerSchema>;
}

/** What a folder may hold, the first that is there taken; each as it would stand in tokenizer.json. */
const SOURCES: readonly (readonly [file: string, read: (folder: string, path: string) => unknown])[] = [
  ["tokenizer.json", (_, path) => readJson(path, z.unknown())],
  ["vocab.txt", wordPieceTokenizer],
  ["merges.txt", byteLevelTokenizer],
  ["sentencepiece.bpe.model", xlmRobertaTokenizer],
  ["spm.model", debertaTokenizer],
];

/**
 * What tokenizer.json says, or would say, of a checkpoint's folder, unchecked.
 * @param folder absolute.
 * @throws UserError where it has no tokenizer.
 */
export function tokenizerSource(folder: string): { readonly path: string; readonly json: unknown } {
  const source = SOURCES.find(([file]) => existsSync(join(folder, file)));
  if (source === undefined) {
    throw new UserError(`${folder}: no tokenizer, expected one of ${SOURCES.map(([file]) => file).join(", ")}`);
  }
  const [file, read] = source;
  const path = join(folder, file);
  return { path, json: read(folder, path) };
}

/**
 * Read the tokenizer of a checkpoint's folder.
 * @param folder absolute.
 * @throws UserError where it has no tokenizer, or one that is not supported.
 */
export function readTokenizerJson(folder: string): TokenizerFile {
  const { path, json } = tokenizerSource(folder);
  const parsed = tokenizerSchema.safeParse(json);
  if (parsed.success) return { path, json: parsed.data };
  throw problemsError(
    path,
    parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`),
  );
}
