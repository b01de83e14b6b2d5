import { problemsError } from "@dalmeum/contracts";
import { z } from "zod";
import type { TokenizerSettings } from "../settings/tokenizer-settings.ts";

const stepSchema = z.looseObject({ type: z.string() });
type Step = z.infer<typeof stepSchema>;
const bertSchema = z.looseObject({
  type: z.literal("BertNormalizer"),
  lowercase: z.boolean().default(true),
  handle_chinese_chars: z.boolean().default(true),
  strip_accents: z.boolean().nullish(),
});
const spacedSchema = z.looseObject({
  type: z.enum(["ByteLevel", "Metaspace"]),
  add_prefix_space: z.boolean().nullish(),
  prepend_scheme: z.string().nullish(),
});

/**
 * Hold the options of tokenizer_config.json against a tokenizer.json whose parts no class decides.
 * @param path of tokenizer.json.
 * @throws UserError where they disagree, with both values of each.
 */
export function checkOptions(
  path: string,
  file: { readonly normalizer?: unknown; readonly pre_tokenizer?: unknown },
  { options }: TokenizerSettings,
): void {
  const normalizers = stepsOf(file.normalizer);
  const preTokenizers = stepsOf(file.pre_tokenizer);
  const bert = normalizers.flatMap((step) => bertSchema.safeParse(step).data ?? [])[0];
  const spaced = preTokenizers.flatMap((step) => spacedSchema.safeParse(step).data ?? [])[0];
  const lowers = bert?.lowercase ?? normalizers.some(({ type }) => type === "Lowercase");
  const found: readonly (readonly [option: string, here: boolean | undefined, there: boolean | null | undefined])[] = [
    ["do_lower_case", lowers, options?.do_lower_case],
    ["tokenize_chinese_chars", bert?.handle_chinese_chars, options?.tokenize_chinese_chars],
    ["strip_accents", bert && (bert.strip_accents ?? bert.lowercase), options?.strip_accents],
    ["add_prefix_space", spaced && addsPrefixSpace(spaced), options?.add_prefix_space],
  ];
  const problems = found.flatMap(([option, here, there]) =>
    here === undefined || typeof there !== "boolean" || here === there
      ? []
      : [`${option}: found ${here} here and ${there} in tokenizer_config.json`],
  );
  if (problems.length === 0) return;
  throw problemsError(
    `${path}: it and tokenizer_config.json beside it disagree, and no tokenizer_class decides; make them agree, or name the class`,
    problems,
  );
}

function addsPrefixSpace({
  type,
  add_prefix_space: adds,
  prepend_scheme: scheme,
}: z.infer<typeof spacedSchema>): boolean {
  return adds !== false && (type === "ByteLevel" || scheme !== "never");
}

const sequenceSchema = z.looseObject({
  type: z.literal("Sequence"),
  normalizers: z.array(z.unknown()).optional(),
  pretokenizers: z.array(z.unknown()).optional(),
});

/** The steps of a normalizer or pre-tokenizer, those of a Sequence one by one. */
export function stepsOf(json: unknown): readonly Step[] {
  const sequence = sequenceSchema.safeParse(json).data;
  if (sequence) return [...(sequence.normalizers ?? []), ...(sequence.pretokenizers ?? [])].flatMap(stepsOf);
  const step = stepSchema.safeParse(json).data;
  return step ? [step] : [];
}
