import { tokenizerSource } from "@dalmeum/tokenizers";
import { tokenizerConfig, type TokenizerJson, tokenizerSchema, tokensById } from "../checkpoint/tokenizer-config.ts";
import { SOURCE_MARKS, type TrainedModel } from "./trained-model.ts";

/** tokenizer.json and tokenizer_config.json. */
export function tokenizerFiles({
  folder,
  reading,
  cleaning,
}: Pick<TrainedModel, "folder" | "reading" | "cleaning">): Readonly<Record<string, unknown>> {
  const json = tokenizerSchema.parse(tokenizerSource(folder).json);
  return {
    "tokenizer.json": {
      ...json,
      truncation: null,
      padding: null,
      added_tokens: [...json.added_tokens, ...sourceTokensOf(json, reading)],
      normalizer: {
        type: "Sequence",
        normalizers: [...cleaning.normalizers, ...(json.normalizer ? [json.normalizer] : [])],
      },
    },
    "tokenizer_config.json": tokenizerConfig(json, reading),
  };
}

/** The tokenizers library numbers added tokens on from its last one: ids up to the first source's are filled. */
function sourceTokensOf(json: TokenizerJson, { sources, vocabSize }: TrainedModel["reading"]): readonly object[] {
  if (sources.length === 0) return [];
  const next = [...tokensById(json).keys()].reduce((most, index) => Math.max(most, index), -1) + 1;
  const unused = Array.from({ length: vocabSize - next }, (_, index) => `<unused:${next + index}>`);
  // Other tokenizers mark a word's start by the space before it, or by themselves; a byte-level one only inside a text.
  const rstrip = JSON.stringify(json.pre_tokenizer ?? null).includes('"ByteLevel"');
  return [...unused, ...sources.map((source) => SOURCE_MARKS.join(source))].map((content, index) => ({
    id: next + index,
    content,
    single_word: false,
    lstrip: false,
    rstrip,
    normalized: false,
    special: true,
  }));
}
