import { UserError } from "@dalmeum/contracts";
import { type Language, LANGUAGES } from "@dalmeum/reports/language";
import { z } from "zod";

/** Flag of commands that report. */
export interface LanguageFlag {
  readonly language?: Language;
}

const schema = z
  .enum(LANGUAGES)
  .or(z.literal("").transform(() => undefined))
  .optional();

/**
 * The language that a flag names, else the environment: DALMEUM_LANGUAGE, else English.
 * @throws UserError where the environment names none of ours.
 */
export function reportLanguage({ language }: LanguageFlag): Language {
  const found = process.env.DALMEUM_LANGUAGE;
  const parsed = schema.safeParse(found);
  if (parsed.success) return language ?? parsed.data ?? "en";
  throw new UserError(`DALMEUM_LANGUAGE: found ${found ?? ""}, expected ${LANGUAGES.join(" or ")}`);
}
