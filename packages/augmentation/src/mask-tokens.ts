import { type Augmentation, UserError } from "@dalmeum/contracts";
import { checkShares } from "./check-options.ts";
import { defineSentenceAugmentation } from "./pairs/define-sentence-augmentation.ts";
import { wordsOf } from "./text/words-of.ts";

export interface MaskTokensOptions {
  /** Share of pairs that get a copy, 0 .. 1. */
  readonly probability?: number;
  /** Share of the words of a sentence that are masked, 0 .. 1; at least one word is, and one is not. */
  readonly rate?: number;
  /** What stands for a word. */
  readonly mask?: string;
}

/** A word without the punctuation around it. */
const CORE = /[\p{L}\p{M}\p{N}](?:.*[\p{L}\p{M}\p{N}])?/u;

/**
 * Adds copies in which a mask stands for some words of one sentence. Ids are `<parent>~mask`.
 *
 * Whether `mask` becomes the one token that an encoder was pretrained with is up to its tokenizer: BERT's, ELECTRA's and
 * DeBERTa's is "[MASK]", that of RoBERTa and XLM-RoBERTa "<mask>" unless the checkpoint says otherwise.
 * @throws UserError where an option is out of range, or the mask is empty.
 * @see Devlin et al. 2019, BERT (arXiv:1810.04805), for the rate of 0.15.
 */
export function maskTokens({ probability = 0.3, rate = 0.15, mask = "[MASK]" }: MaskTokensOptions = {}): Augmentation {
  checkShares("maskTokens", { rate });
  if (mask.trim() === "") {
    throw new UserError(`maskTokens: found the mask ${JSON.stringify(mask)}, expected a token such as "[MASK]"`);
  }
  return defineSentenceAugmentation({
    name: "maskTokens",
    options: { probability, rate, mask },
    labelRule: "A copy keeps its score, as if what is masked followed from the rest.",
    verb: "mask",
    rewrite: (sentence, rng) => {
      const words = wordsOf(sentence);
      const maskable = words.flatMap((word, place) => (CORE.test(word) && !word.includes(mask) ? [place] : []));
      const most = Math.min(maskable.length, words.length - 1);
      const masked = new Set(
        rng.shuffle(maskable).slice(0, Math.min(most, Math.max(1, Math.round(rate * words.length)))),
      );
      if (masked.size === 0) return sentence;
      return words.map((word, place) => (masked.has(place) ? word.replace(CORE, () => mask) : word)).join(" ");
    },
  });
}
