import { SCORE_RANGE } from "@dalmeum/contracts";
import { z } from "zod";
import { normaliseText } from "../text/normalise-text.ts";

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A decimal number with a point; a comma, an empty field and NaN are refused by name. */
export const decimal = z.string().transform((text, context) => {
  const trimmed = text.trim();
  const value = Number(trimmed);
  if (DECIMAL.test(trimmed) && Number.isFinite(value)) return value;
  const hint = /^[+-]?\d+,\d+$/.test(trimmed)
    ? "a number with a point as decimal sign, not a comma"
    : "a finite number";
  context.addIssue({ code: "custom", message: hint });
  return z.NEVER;
});

/** A similarity, 0 .. 5. */
export const score = decimal.refine((value) => value >= SCORE_RANGE.minimum && value <= SCORE_RANGE.maximum, {
  message: `a number from ${SCORE_RANGE.minimum} to ${SCORE_RANGE.maximum}`,
});

/** 0 or 1, also written 0.0 or 1.0. */
export const binaryLabel = z.string().transform((text, context): 0 | 1 => {
  const value = Number(text.trim() === "" ? NaN : text);
  if (value === 0 || value === 1) return value;
  context.addIssue({ code: "custom", message: "0 or 1" });
  return z.NEVER;
});

/** A sentence, normalised. */
export const sentence = z
  .string()
  .transform(normaliseText)
  .refine((text) => text !== "", { message: "a sentence" });

export const id = z
  .string()
  .transform((text) => text.trim())
  .refine((text) => text !== "", { message: "an id" });
