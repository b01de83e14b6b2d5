import { z } from "zod";
import { readJson } from "@dalmeum/files";
import { addTokens, addedTokenSchema } from "../added-tokens/added-token.ts";
import { byteLevelTokenizer } from "../families/byte-level-tokenizer.ts";
import type { FamilyFiles, FamilyTokenizer } from "../families/family.ts";
import {
  debertaTokenizer,
  type UnigramVocabulary,
  xlmRobertaTokenizer,
} from "../families/sentence-piece-tokenizers.ts";
import { wordPieceTokenizer } from "../families/word-piece-tokenizer.ts";
import { modelSchema, type UnigramModel } from "../parts/model-schema.ts";
import { declaredTokens, readTokenizerSettings } from "../settings/tokenizer-settings.ts";
import { checkOptions, stepsOf } from "./check-options.ts";
import { type TokenizerClass, tokenizerClass } from "./tokenizer-class.ts";

const fileSchema = z.looseObject({
  added_tokens: z.array(addedTokenSchema).default([]),
  normalizer: z.unknown().optional(),
  pre_tokenizer: z.unknown().optional(),
  model: modelSchema,
});
type File = z.infer<typeof fileSchema>;

/**
 * tokenizer.json with the files beside it. Where transformers reads the folder with a family's class, the file gives its
 * vocabulary and the class the rest; else the file gives all but the tokens that others declare.
 * @throws UserError where a file is broken, or two disagree and no class decides.
 * @see transformers 5.23.0, tokenization_utils_tokenizers.py, `convert_to_native_format`
 */
export function readTokenizerJsonFile(folder: string, path: string): object {
  const file = readJson(path, fileSchema);
  const settings = readTokenizerSettings(folder);
  const numbered = new Map([
    ...settings.numbered,
    ...file.added_tokens.map(({ id, ...token }) => [id, token] as const),
  ]);
  const files = { path, settings: settings.complete ? settings : { ...settings, numbered } };
  const built = ofClass(tokenizerClass(folder, settings), file, files);
  if (built !== undefined) return { ...file, ...built };
  checkOptions(path, file, settings);
  return { ...file, added_tokens: addTokens(file.model, file.added_tokens, declaredTokens(files.settings)) };
}

/** What a class makes of a file's vocabulary; undefined where it is of another kind than the class reads. */
function ofClass(name: TokenizerClass | undefined, file: File, files: FamilyFiles): FamilyTokenizer | undefined {
  const { model } = file;
  if (name === "BertTokenizer" && model.type === "WordPiece") return wordPieceTokenizer(model.vocab, files);
  if (name === "RobertaTokenizer" && model.type === "BPE") return byteLevelTokenizer(model, files);
  if (name === "XLMRobertaTokenizer" && model.type === "Unigram") {
    return xlmRobertaTokenizer(unigramVocabulary(file, model), files);
  }
  if (name === "DebertaV2Tokenizer" && model.type === "Unigram") {
    return debertaTokenizer(unigramVocabulary(file, model), files);
  }
  return undefined;
}

const charsmapSchema = z.looseObject({ type: z.literal("Precompiled"), precompiled_charsmap: z.string().nullish() });

function unigramVocabulary({ normalizer }: File, { vocab, unk_id: unknownId }: UnigramModel): UnigramVocabulary {
  const maps = stepsOf(normalizer).flatMap((step) => charsmapSchema.safeParse(step).data?.precompiled_charsmap ?? []);
  return { vocab, unknownId, charsmap: maps[0] ?? "", own: undefined };
}
