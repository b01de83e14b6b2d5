import type { UnknownTokens } from "@dalmeum/tokenizers";

/** A vocabulary of Korean lacks fewer tokens: emoji, rare syllables. */
const MANY = 0.1;

/**
 * What a reader should know of text that a checkpoint's vocabulary lacks, where that is much.
 * @param texts how many were looked at.
 */
export function unknownWarning(
  checkpoint: string,
  texts: number,
  { share, takesHangulApart }: UnknownTokens,
): readonly string[] {
  if (share < MANY) return [];
  const cure = takesHangulApart
    ? 'lower case takes Hangul apart, and the vocabulary has it in syllables: write "do_lower_case": false into its tokenizer_config.json'
    : "its vocabulary was made of other text: choose a checkpoint that was trained on Korean like yours";
  const percent = (100 * share).toFixed(share < 0.995 ? 1 : 0);
  return [
    `${checkpoint}: ${percent} % of the tokens of ${texts.toLocaleString("en")} texts are unknown to it, and look alike to the model; ${cure}`,
  ];
}
