import { SCORE_RANGE } from "@dalmeum/contracts";
import { LosslessNumber } from "lossless-json";
import { z } from "zod";
import { normaliseText } from "../text/normalise-text.ts";

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Fields are text in some files and numbers in others. */
const textOrNumber = (expected: string) =>
  z.union([z.string(), z.number(), z.bigint(), z.instanceof(LosslessNumber)], { error: expected });

/** A decimal number with a point; a comma, an empty field and NaN are refused by name. */
export const decimal = textOrNumber("a finite number").transform((field, context) => {
  const text = String(field).trim();
  const value = Number(text);
  if (DECIMAL.test(text) && Number.isFinite(value)) return value;
  const hint = /^[+-]?\d+,\d+$/.test(text) ? "a number with a point as decimal sign, not a comma" : "a finite number";
  context.addIssue({ code: "custom", message: hint });
  return z.NEVER;
});

/** A similarity, 0 .. 5. */
export const score = decimal.refine((value) => value >= SCORE_RANGE.minimum && value <= SCORE_RANGE.maximum, {
  message: `a number from ${SCORE_RANGE.minimum} to ${SCORE_RANGE.maximum}`,
});

/** 0 or 1, also written 0.0 or 1.0, false or true. */
export const binaryLabel = z
  .union([z.boolean(), textOrNumber("0 or 1")], { error: "0 or 1" })
  .transform((field, context): 0 | 1 => {
    const text = String(field).trim().toLowerCase();
    const value = DECIMAL.test(text) ? Number(text) : { false: 0, true: 1 }[text];
    if (value === 0 || value === 1) return value;
    context.addIssue({ code: "custom", message: "0 or 1" });
    return z.NEVER;
  });

/** A sentence as it is written. Half of a surrogate pair is no character, and cannot be written as UTF-8. */
export const rawSentence = z
  .string({ error: "a sentence" })
  .refine((text) => normaliseText(text) !== "", { message: "a sentence" })
  .refine((text) => !/\p{Surrogate}/u.test(text), { message: "whole characters, not half of a surrogate pair" });

/** A sentence, normalised. */
export const sentence = rawSentence.transform(normaliseText);

/** Where a pair is from; no value is no text. */
export const source = z
  .string({ error: "a source" })
  .nullish()
  .transform((text) => text ?? "");

/** Text, or a number as its file writes it. Past 2^53 a float is not every whole number, so its digits are no id. */
export const id = textOrNumber("an id")
  .refine((field) => typeof field !== "number" || Math.abs(field) <= Number.MAX_SAFE_INTEGER, {
    message: "an id as text or as a 64-bit integer, which keep every digit",
  })
  .transform((field) => String(field).trim())
  .refine((text) => text !== "", { message: "an id" });
