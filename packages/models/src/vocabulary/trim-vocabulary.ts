import { existsSync, mkdirSync, readdirSync, copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TrimmedVocabulary, UserError } from "@dalmeum/contracts";
import { openCheckpoint, readJson, writeTensorFile } from "@dalmeum/files";
import { readTokenizerJson, trimTokenizer } from "@dalmeum/tokenizers";
import { z } from "zod";
import { readEncoderConfig } from "../checkpoint/encoder-config.ts";
import { tokenizerConfig, tokenizerSchema } from "../checkpoint/tokenizer-config.ts";
import { gatherRows } from "./gather-rows.ts";

export interface TrimVocabularyOptions {
  /** Folder of a checkpoint, absolute. */
  readonly source: string;
  /** The checkpoint's name, for the README: a folder of the hub's cache is named after a commit. */
  readonly sourceName: string;
  /** Texts whose tokens must stay as they are. */
  readonly texts: ReadonlySet<string>;
  /** Folder to write, absolute; none or an empty one may be there. */
  readonly output: string;
}

const id = z.int().min(0);
const configSchema = z.looseObject({ vocab_size: id });

/**
 * Write a checkpoint anew with the tokens of its vocabulary that texts need; each text keeps its tokens, under new
 * ids, and each kept token its vector.
 * @throws UserError where the output has files, a file of the source cannot be read, or a text would change.
 */
export function trimVocabulary({ source, sourceName, texts, output }: TrimVocabularyOptions): TrimmedVocabulary {
  if (existsSync(output) && readdirSync(output).length > 0) {
    throw new UserError(`${output}: is there already, with files in it; name a new folder`);
  }
  const configPath = join(source, "config.json");
  const { padTokenId } = readEncoderConfig(configPath);
  const config = readJson(configPath, configSchema);
  const tokenIds = Object.entries(config).filter((entry): entry is [string, number] =>
    isTokenId(entry, config.vocab_size),
  );
  // A RoBERTa counts positions from its padding's id: that one must not move.
  const unmoved = Array.from({ length: padTokenId + 1 }, (_, index) => index);
  const file = readTokenizerJson(source);
  const tokenizer = trimTokenizer(file, texts, [...unmoved, ...tokenIds.map(([, token]) => token)]);
  const { kept } = tokenizer;
  const largest = kept.reduce((most, token) => Math.max(most, token), 0);
  if (largest >= config.vocab_size) {
    throw new UserError(
      `${file.path}: has token id ${largest}, expected ids below vocab_size ${config.vocab_size} of config.json`,
    );
  }
  const weights = openCheckpoint(source);
  const tensors = gatherRows(weights.path, weights.tensors, config.vocab_size, kept);
  const trimmedConfig = {
    ...config,
    ...Object.fromEntries(tokenIds.map(([name, token]) => [name, kept.indexOf(token)])),
    vocab_size: kept.length,
  };
  const result = { before: config.vocab_size, after: kept.length };
  mkdirSync(output, { recursive: true });
  writeFileSync(join(output, "config.json"), `${JSON.stringify(trimmedConfig, null, 2)}\n`);
  writeFileSync(join(output, "tokenizer.json"), JSON.stringify(tokenizer.json));
  const forPython = tokenizerConfig(
    tokenizerSchema.parse(tokenizer.json),
    readEncoderConfig(join(output, "config.json")),
  );
  writeFileSync(join(output, "tokenizer_config.json"), `${JSON.stringify(forPython, null, 2)}\n`);
  writeTensorFile(join(output, "model.safetensors"), tensors, { format: "pt", ...weights.metadata });
  writeFileSync(join(output, "README.md"), readme(sourceName, texts.size, result));
  copyNotices(source, output);
  return result;
}

function isTokenId([name, value]: readonly [string, unknown], vocabSize: number): boolean {
  return name.endsWith("_token_id") && typeof value === "number" && value < vocabSize;
}

const NOTICE = /^(LICEN[CS]E|NOTICE|COPYING)/i;

/** Licences under their own names, the source's README under another. */
function copyNotices(source: string, output: string): void {
  for (const name of readdirSync(source)) {
    if (NOTICE.test(name)) copyFileSync(join(source, name), join(output, name));
    else if (name === "README.md") copyFileSync(join(source, name), join(output, "SOURCE.md"));
  }
}

function readme(source: string, texts: number, { before, after }: TrimmedVocabulary): string {
  return `# ${source}, trimmed

${source} with its vocabulary trimmed from ${before.toLocaleString("en")} to ${after.toLocaleString("en")} tokens, by \`dalmeum checkpoint trim\`.

Every one of the ${texts.toLocaleString("en")} texts it was trimmed to has the tokens it had before, under new ids, and every token
its vector: checked when this was written. Other texts may fall into smaller pieces or become unknown. All weights but
the rows of the word embeddings are unchanged.

The licence and the authors are those of ${source}: see SOURCE.md, a copy of its README, and its licence where it has one.
`;
}
