import { z } from "zod";
import { bertNormalizer } from "./bert-normalizer.ts";
import { libraryNormalizer, type Normalize, type Part, partSchema } from "./library.ts";
import { lowercase } from "./lowercase.ts";
import { precompiled } from "./precompiled.ts";

const sequenceSchema = z.looseObject({ normalizers: z.array(partSchema) });
const stripSchema = z.looseObject({ strip_left: z.boolean(), strip_right: z.boolean() });

/**
 * Normalizers in which @huggingface/tokenizers 0.2 differs from tokenizers 0.23.3; docs/tokenizers.md lists how.
 */
const MENDED: Readonly<Record<string, (json: Part) => Normalize>> = {
  BertNormalizer: bertNormalizer,
  Lowercase: () => lowercase,
  Precompiled: precompiled,
  Sequence: (json) => {
    const steps = sequenceSchema.parse(json).normalizers.map(createNormalizer);
    return (text) => steps.reduce((normalized, step) => step(normalized), text);
  },
  Strip: (json) => {
    const { strip_left: left, strip_right: right } = stripSchema.parse(json);
    return (text) => {
      const stripped = left ? text.replace(/^\p{White_Space}+/u, "") : text;
      return right ? stripped.replace(/\p{White_Space}+$/u, "") : stripped;
    };
  },
};

/**
 * A normalizer of tokenizer.json.
 * @throws Error where its type is not known.
 */
export function createNormalizer(json: Part): Normalize {
  return (MENDED[json.type] ?? libraryNormalizer)(json);
}
