import { z } from "zod";
import { libraryPreTokenizer, type Part, partSchema, type Split } from "./library.ts";

const sequenceSchema = z.looseObject({ pretokenizers: z.array(partSchema) });
const metaspaceSchema = z.looseObject({
  replacement: z.string().default("▁"),
  add_prefix_space: z.boolean().nullish(),
  prepend_scheme: z.enum(["always", "first", "never"]).default("always"),
  split: z.boolean().nullish(),
});
const byteLevelSchema = z.looseObject({
  add_prefix_space: z.boolean().default(true),
  use_regex: z.boolean().default(true),
});
const digitsSchema = z.looseObject({ individual_digits: z.boolean().default(false) });
const splitSchema = z.looseObject({ behavior: z.string(), invert: z.boolean().default(false) });

const PUNCTUATION = "\\p{P}\\x21-\\x2F\\x3A-\\x40\\x5B-\\x60\\x7B-\\x7E";
const WORD = "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\u200C\\u200D";
const GPT2_WORDS = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

/** A Split that keeps the matches and drops what lies between. */
const matches = (regex: string): Part => ({
  type: "Split",
  pattern: { Regex: regex },
  behavior: "Removed",
  invert: true,
});
/** A Split that keeps both, each match by itself. */
const isolated = (regex: string): Part => ({
  type: "Split",
  pattern: { Regex: regex },
  behavior: "Isolated",
  invert: false,
});

/**
 * Pre-tokenizers in which @huggingface/tokenizers 0.2 differs from tokenizers 0.23.3, as others in which it does not:
 * its Split reads \s, \w and \d as Unicode does, the parts below as JavaScript does. docs/tokenizers.md lists how.
 */
const MENDED: Readonly<Record<string, (json: Part) => readonly Part[]>> = {
  BertPreTokenizer: () => [matches(`[^\\s${PUNCTUATION}]+|[${PUNCTUATION}]`)],
  ByteLevel: (json) => {
    const { add_prefix_space: prefix, use_regex: words } = byteLevelSchema.parse(json);
    const space = { type: "Metaspace", replacement: " ", prepend_scheme: "always" };
    const bytes = { ...json, add_prefix_space: false, use_regex: false };
    return [...(prefix ? [space] : []), ...(words ? [isolated(GPT2_WORDS)] : []), bytes];
  },
  Digits: (json) => [isolated(digitsSchema.parse(json).individual_digits ? "\\p{N}" : "\\p{N}+")],
  Metaspace: (json) => {
    const part = metaspaceSchema.parse(json);
    const { replacement } = part;
    const scheme = part.add_prefix_space === false ? "never" : part.prepend_scheme;
    const words = part.split === false ? [] : [matches(`${replacement}[^${replacement}]*|[^${replacement}]+`)];
    return [{ ...json, prepend_scheme: scheme }, ...words];
  },
  Punctuation: (json) => {
    const { behavior = "Isolated" } = json;
    if (behavior !== "Isolated") throw new Error(`Punctuation with behavior ${String(behavior)} is not supported`);
    return [isolated(`[${PUNCTUATION}]`)];
  },
  Sequence: (json) => sequenceSchema.parse(json).pretokenizers.flatMap(mend),
  Split: (json) => {
    const { behavior, invert } = splitSchema.parse(json);
    if (behavior === "Removed" || (behavior === "Isolated" && !invert)) return [json];
    throw new Error(`Split with behavior ${behavior}${invert ? ", inverted," : ""} is not supported`);
  },
  Whitespace: () => [matches(`[${WORD}]+|[^${WORD}\\s]+`)],
  WhitespaceSplit: () => [matches("\\S+")],
};

function mend(json: Part): readonly Part[] {
  return (MENDED[json.type] ?? ((part) => [part]))(json);
}

/**
 * A pre-tokenizer of tokenizer.json.
 * @throws Error where its type, or what it is asked for, is not known.
 */
export function createPreTokenizer(json: Part): Split {
  return libraryPreTokenizer(mend(json));
}
