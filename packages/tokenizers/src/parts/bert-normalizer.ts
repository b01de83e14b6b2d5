import { z } from "zod";
import { lowercase } from "./lowercase.ts";
import type { Normalize } from "./library.ts";

const bertNormalizerSchema = z.looseObject({
  clean_text: z.boolean().default(true),
  handle_chinese_chars: z.boolean().default(true),
  strip_accents: z.boolean().nullish(),
  lowercase: z.boolean().default(true),
});

const REMOVED = /[\0\uFFFD]|(?![\t\n\r])[\p{Cc}\p{Cf}\p{Co}]/gu;
const WHITESPACE = /\p{White_Space}/gu;
/** CJK blocks; the last but two begins at 2B920 in tokenizers too, where Unicode's begins at 2B820. */
const IDEOGRAPHS =
  /[\u4E00-\u9FFF\u3400-\u4DBF\u{20000}-\u{2A6DF}\u{2A700}-\u{2B73F}\u{2B740}-\u{2B81F}\u{2B920}-\u{2CEAF}\uF900-\uFAFF\u{2F800}-\u{2FA1F}]/gu;

/**
 * BERT's cleaning: control characters out, spaces round ideographs, accents off, lower case; each where the part says.
 * @see tokenizers 0.23.3, normalizers/bert.rs
 */
export function bertNormalizer(json: unknown): Normalize {
  const part = bertNormalizerSchema.parse(json);
  const stripAccents = part.strip_accents ?? part.lowercase;
  const steps: readonly (readonly [boolean, Normalize])[] = [
    [part.clean_text, (text) => text.replaceAll(REMOVED, "").replaceAll(WHITESPACE, " ")],
    [part.handle_chinese_chars, (text) => text.replaceAll(IDEOGRAPHS, " $& ")],
    [stripAccents, (text) => text.normalize("NFD").replaceAll(/\p{Mn}/gu, "")],
    [part.lowercase, lowercase],
  ];
  return (text) => steps.reduce((normalized, [on, step]) => (on ? step(normalized) : normalized), text);
}
