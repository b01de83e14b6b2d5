import { UserError } from "@dalmeum/contracts";
import { addTokens } from "../added-tokens/added-token.ts";
import { createTextTokenizer, textTokenizerSchema } from "../create-text-tokenizer.ts";
import { createNormalizer } from "../parts/create-normalizer.ts";
import { modelSchema } from "../parts/model-schema.ts";
import type { TokenizerFile } from "../sources/read-tokenizer-json.ts";
import { templateProcessing } from "./template-processing.ts";
import { type VocabularyModel, vocabularyModel } from "./vocabulary-model.ts";

export interface TrimmedTokenizer {
  /** The contents of tokenizer.json. */
  readonly json: object;
  /** Ids of the tokenizer that was trimmed, by the new ids. */
  readonly kept: readonly number[];
}

/**
 * A tokenizer with the tokens that texts need, ids counted anew in their old order. Every text has the same tokens as
 * before; that is checked, and where leaving tokens out would change a text, all that occur in it stay.
 * @param texts that must stay as they are.
 * @param reserved further ids to keep.
 * @throws UserError where a text would still be split differently.
 */
export function trimTokenizer(
  { path, json }: TokenizerFile,
  texts: ReadonlySet<string>,
  reserved: readonly number[],
): TrimmedTokenizer {
  const { encode } = createTextTokenizer(path, json);
  const model = vocabularyModel(json.model);
  const before = new Map(Array.from(texts, (text) => [text, encode(text)]));
  const used = new Set([...before.values()].flat());
  const always = [...json.added_tokens.map(({ id }) => id), ...specialIds(json.post_processor), ...reserved];
  const kept = new Set([...used, ...always]);
  for (;;) {
    const trimmed = keepTokens(json, model, kept);
    const after = createTextTokenizer(path, textTokenizerSchema.parse(trimmed.json));
    const changed = [...before].filter(([text, ids]) => {
      const mapped = after.encode(text).map((id) => trimmed.kept[id]);
      return mapped.length !== ids.length || mapped.some((id, index) => id !== ids[index]);
    });
    if (changed.length === 0) return trimmed;
    const size = kept.size;
    const normalize = json.normalizer ? createNormalizer(json.normalizer) : (text: string) => text;
    for (const id of idsWithin(
      model,
      changed.map(([text]) => normalize(text)),
    ))
      kept.add(id);
    if (kept.size === size) {
      throw new UserError(
        `${path}: ${changed.length} texts would be split differently, e.g. ${JSON.stringify(changed[0]?.[0])}; ` +
          "this tokenizer cannot be trimmed to them",
      );
    }
  }
}

function keepTokens(json: TokenizerFile["json"], model: VocabularyModel, ids: ReadonlySet<number>): TrimmedTokenizer {
  const tokens = new Map([...model.ids].map(([token, id]) => [id, token]));
  const tokensOf = (some: Iterable<number>): readonly string[] => [...some].flatMap((id) => tokens.get(id) ?? []);
  const required = model.required(tokensOf(ids)).flatMap((token) => model.ids.get(token) ?? []);
  // tokenizers numbers tokens that the model lacks on from its size, so they come last, and no id before them is empty.
  const beyond = json.added_tokens.filter(({ content }) => !model.ids.has(content));
  const lacked = new Set(beyond.map(({ id }) => id).filter((id) => !tokens.has(id)));
  const inModel = [...new Set([...ids, ...required])].filter((id) => !lacked.has(id)).toSorted((a, b) => a - b);
  const kept = [...inModel, ...beyond.map(({ id }) => id)];
  const newIds = new Map(kept.map((id, index) => [id, index] as const).toReversed());
  const newId = (id: number): number => {
    const known = newIds.get(id);
    if (known === undefined) throw new Error(`token id ${id} is not kept`);
    return known;
  };
  const contents = new Map([...json.added_tokens.map(({ id, content }) => [id, content] as const), ...tokens]);
  const trimmed = modelSchema.parse(
    model.keep(new Map(inModel.map((id) => [id, tokens.get(id) ?? `<unused:${id}>`])), newId),
  );
  return {
    json: {
      version: "1.0",
      truncation: null,
      padding: null,
      added_tokens: addTokens(trimmed, json.added_tokens),
      normalizer: json.normalizer,
      pre_tokenizer: json.pre_tokenizer,
      post_processor: templateProcessing(json.post_processor, newId, (id) => contents.get(id) ?? String(id)),
      decoder: json.decoder ?? null,
      model: trimmed,
    },
    kept,
  };
}

/** Ids of all tokens that occur in texts, whatever the model makes of them. */
function idsWithin({ ids }: VocabularyModel, texts: readonly string[]): readonly number[] {
  return [...ids]
    .filter(([token]) => texts.some((text) => text.includes(token.replace(/^(##|▁)/, ""))))
    .map(([, id]) => id);
}

function specialIds({ single, pair }: TokenizerFile["json"]["post_processor"]): readonly number[] {
  return [...single, ...pair].flatMap(({ content }) => (typeof content === "string" ? [] : content));
}
