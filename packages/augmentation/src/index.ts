export { swapSentences, type SwapSentencesOptions } from "./swap-sentences.ts";
