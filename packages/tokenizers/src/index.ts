export { createTextTokenizer, type TextTokenizer } from "./create-text-tokenizer.ts";
export { type PairEncoder, pairEncoder } from "./inputs/pair-encoder.ts";
export { fillTemplate, type SentenceTemplate } from "./inputs/sentence-template.ts";
export { loadTokenizer, type SentenceTokenizer, type TokenizerLimits, type UnknownTokens } from "./load-tokenizer.ts";
export { configCounts } from "./sources/config-counts.ts";
export { readTokenizerJson, type TokenizerFile, tokenizerSource } from "./sources/read-tokenizer-json.ts";
export { type TrimmedTokenizer, trimTokenizer } from "./trim/trim-tokenizer.ts";
