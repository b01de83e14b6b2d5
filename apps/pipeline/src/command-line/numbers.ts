import { UserError } from "@dalmeum/contracts";
import { readDecimal } from "@dalmeum/experiments/decimal";
import { isSeed } from "@dalmeum/experiments/seeds";
import { z } from "zod";

const decimal = z.string().transform(readDecimal).pipe(z.number());

/** Reads a flag's number. @throws UserError where the text is none, or not what is expected. */
const reading =
  (expected: string, fits: (value: number) => boolean) =>
  (text: string): number => {
    const parsed = decimal.refine(fits).safeParse(text);
    if (!parsed.success) throw new UserError(`found "${text}", expected ${expected}`);
    return parsed.data;
  };

export const parseCount = reading("an integer from 1 on", (value) => Number.isSafeInteger(value) && value >= 1);
export const parsePort = reading(
  "a port, 0 .. 65535",
  (value) => Number.isSafeInteger(value) && value >= 0 && value <= 65535,
);
export const parseSeed = reading("an integer from 0 on", isSeed);
export const parseCorrelation = reading("a correlation, -1 .. 1", (value) => value >= -1 && value <= 1);
/** Below 0 it is how much worse a treatment may be. */
export const parseDifference = reading("a difference, -2 .. 2", (value) => value >= -2 && value <= 2);
