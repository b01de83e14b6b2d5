export { type PairEncoder, pairEncoder } from "../../../../packages/models/src/inputs/pair-encoder.ts";
export { loadTokenizer } from "../../../../packages/models/src/tokenizer/load-tokenizer.ts";
