export { fitOverlap, type Overlap } from "./features/overlap.ts";
export { fitPairFeatures, type PairFeatures } from "./features/pair-features.ts";
export { lexicalRidge, type LexicalRidgeOptions } from "./lexical-ridge.ts";
