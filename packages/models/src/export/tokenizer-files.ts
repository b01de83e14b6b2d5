import { tokenizerSource } from "@dalmeum/tokenizers";
import { tokenizerConfig, type TokenizerJson, tokenizerSchema } from "../checkpoint/tokenizer-config.ts";
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
      added_tokens: numbered(json, sourceTokensOf(json, reading)),
      normalizer: {
        type: "Sequence",
        normalizers: [...cleaning.normalizers, ...(json.normalizer ? [json.normalizer] : [])],
      },
    },
    "tokenizer_config.json": tokenizerConfig(json, reading),
  };
}

type AddedToken = TokenizerJson["added_tokens"][number];

function sourceTokensOf(json: TokenizerJson, { sources, vocabSize }: TrainedModel["reading"]): readonly AddedToken[] {
  // Other tokenizers mark a word's start by the space before it, or by themselves; a byte-level one only inside a text.
  const rstrip = JSON.stringify(json.pre_tokenizer ?? null).includes('"ByteLevel"');
  return sources.map((source, index) => ({ ...special(vocabSize + index, SOURCE_MARKS.join(source)), rstrip }));
}

/**
 * Added tokens in an order, and with fillers in between, in which the tokenizers library gives them the ids that they have: it
 * numbers those that the vocabulary lacks in a row, from its size on, whatever the file says.
 * @see tokenizers 0.23.3, added_vocabulary.rs, `add_tokens`
 */
function numbered({ model: { vocab }, added_tokens: added }: TokenizerJson, sources: readonly AddedToken[]) {
  const vocabulary = new Set(Array.isArray(vocab) ? vocab.map(([piece]) => piece) : Object.keys(vocab));
  const isKnown = ({ content }: AddedToken): boolean => vocabulary.has(content);
  const others = added.filter((token) => !isKnown(token)).toSorted((a, b) => a.id - b.id);
  const inRow: AddedToken[] = [];
  let next = vocabulary.size;
  for (const token of [...others, ...sources]) {
    for (; next < token.id; next++) inRow.push(special(next, `<unused:${next}>`));
    inRow.push(token);
    next++;
  }
  return [...added.filter(isKnown), ...inRow];
}

const special = (id: number, content: string): AddedToken => ({
  id,
  content,
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
});
