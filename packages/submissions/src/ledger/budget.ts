import { existsSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "@dalmeum/files";
import { z } from "zod";
import { LEDGER, type LedgerEntry } from "./ledger-entries.ts";

const BUDGET = "budget.json";

const budgetSchema = z.strictObject({
  /** Submissions that the competition takes a day. */
  perDay: z.int().positive().default(10),
  /** Where its day begins. */
  timeZone: z.string().refine(isTimeZone, "expected a time zone, e.g. Asia/Seoul").default("Asia/Seoul"),
});

/** How many submissions a day takes, and where its day begins: submissions/budget.json, if there is one. */
export type Budget = z.infer<typeof budgetSchema>;

/** @throws UserError where submissions/budget.json says something else. */
export function readBudget(root: string): Budget {
  const path = join(root, LEDGER, BUDGET);
  return existsSync(path) ? readJson(path, budgetSchema) : budgetSchema.parse({});
}

/** `2026-01-31`, as the competition counts days. */
export function dayOf(time: Date, { timeZone }: Budget): string {
  // Canada writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(time);
}

/** Submissions of a time's day. */
export function spentOn(time: Date, entries: readonly LedgerEntry[], budget: Budget): number {
  return entries.filter(({ addedAt }) => dayOf(addedAt, budget) === dayOf(time, budget)).length;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
  } catch {
    return false;
  }
}
