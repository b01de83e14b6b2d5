import { existsSync } from "node:fs";
import { join } from "node:path";
import { problemsError, UserError } from "@dalmeum/contracts";
import type { z } from "zod";
import { textTokenizerSchema } from "../create-text-tokenizer.ts";
import { postProcessorSchema } from "../post-processor.ts";
import { byteLevelTokenizer, readMerges } from "../families/byte-level-tokenizer.ts";
import { readSentencePieceModel } from "../families/sentence-piece-model.ts";
import { debertaTokenizer, withFairseqIds, xlmRobertaTokenizer } from "../families/sentence-piece-tokenizers.ts";
import { readVocabTxt, wordPieceTokenizer } from "../families/word-piece-tokenizer.ts";
import { readable } from "../readable.ts";
import { readTokenizerSettings } from "../settings/tokenizer-settings.ts";
import { readTokenizerJsonFile } from "./tokenizer-json.ts";

const tokenizerSchema = textTokenizerSchema.extend({ post_processor: postProcessorSchema });

/** A tokenizer's parts, as tokenizer.json names them. */
export interface TokenizerFile {
  /** The file that they were read from, for messages. */
  readonly path: string;
  readonly json: z.infer<typeof tokenizerSchema>;
}

/** What a folder may hold, the first that is there taken; each as it would stand in tokenizer.json. */
const SOURCES: readonly (readonly [file: string, read: (folder: string, path: string) => object])[] = [
  ["tokenizer.json", readTokenizerJsonFile],
  ["vocab.txt", (folder, path) => wordPieceTokenizer(readVocabTxt(path), filesOf(folder, path))],
  ["merges.txt", (folder, path) => byteLevelTokenizer(readMerges(folder, path), filesOf(folder, path))],
  [
    "sentencepiece.bpe.model",
    (folder, path) => {
      const files = filesOf(folder, path);
      return xlmRobertaTokenizer(withFairseqIds(readSentencePieceModel(path), files), files);
    },
  ],
  ["spm.model", (folder, path) => debertaTokenizer(readSentencePieceModel(path), filesOf(folder, path))],
];

const filesOf = (folder: string, path: string) => ({ path, settings: readTokenizerSettings(folder) });

/**
 * What tokenizer.json would say of a checkpoint's folder, with all that stands beside it; its parts unchecked.
 * @param folder absolute.
 * @throws UserError where it has no tokenizer, or a vocabulary that cannot be read.
 */
export function tokenizerSource(folder: string): { readonly path: string; readonly json: object } {
  const source = SOURCES.find(([file]) => existsSync(join(folder, file)));
  if (source === undefined) {
    throw new UserError(`${folder}: no tokenizer, expected one of ${SOURCES.map(([file]) => file).join(", ")}`);
  }
  const [file, read] = source;
  const path = join(folder, file);
  return { path, json: readable(path, () => read(folder, path)) };
}

/**
 * Read the tokenizer of a checkpoint's folder.
 * @param folder absolute.
 * @throws UserError where it has no tokenizer, or one that is not supported.
 */
export function readTokenizerJson(folder: string): TokenizerFile {
  const { path, json } = tokenizerSource(folder);
  const parsed = readable(path, () => tokenizerSchema.safeParse(json));
  if (parsed.success) return { path, json: parsed.data };
  throw problemsError(
    path,
    parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`),
  );
}
