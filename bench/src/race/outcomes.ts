import { z } from "zod";
import type { Figures } from "../measurement.ts";

const points = z.string().transform((text) => (text === "" ? [] : text.split(" ").map(Number)));

/** How one race ended; points are counted from 0, the control. */
export const outcomeSchema = z.object({
  field: z.string(),
  draw: z.coerce.number().int(),
  /** Points that were given up as worse. */
  dropped: points,
  /** Points that were named as better. */
  chosen: points,
  /** Runs, a seed of a point each, that were asked for. */
  asked: z.coerce.number().int().positive(),
});

export type Outcome = z.infer<typeof outcomeSchema>;

/** Names of an outcome's columns. */
const COLUMNS = Object.keys(outcomeSchema.shape);

/** Outcomes as a peer writes them: `version,<version>`, then one a line. */
export function parseOutcomes(text: string): { readonly version: string; readonly outcomes: readonly Outcome[] } {
  const [[, version = ""] = [], ...rows] = text
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  const outcomes = rows.map((cells) =>
    outcomeSchema.parse(Object.fromEntries(COLUMNS.map((name, index) => [name, cells[index]]))),
  );
  return { version, outcomes };
}

/** What was planted in a field. */
export interface Planted {
  /** Runs of its whole sweep. */
  readonly runs: number;
  readonly winner?: number;
  readonly loser?: number;
  /** Whether to choose among its points is an error in itself: none is better than another. */
  readonly equal: boolean;
}

/**
 * In percent of races: whose loser was dropped, whose winner was chosen, that dropped one of equal points, and the runs of the
 * whole sweep that they asked for. What a field has not is left out.
 * @param claims whether a contestant that chooses says that the point is better; those that only name the best of a race do not.
 */
export function raceFigures(outcomes: readonly Outcome[], planted: Planted, claims: boolean): Figures {
  const { runs, winner, loser, equal } = planted;
  const share = (holds: (outcome: Outcome) => boolean): number =>
    (100 * outcomes.filter(holds).length) / outcomes.length;
  const isWrong = ({ dropped, chosen }: Outcome): boolean => dropped.length > 0 || (claims && chosen.length > 0);
  return {
    ...(loser === undefined ? {} : { "losers dropped, %": share(({ dropped }) => dropped.includes(loser)) }),
    ...(winner === undefined ? {} : { "winners kept, %": share(({ chosen }) => chosen.includes(winner)) }),
    ...(equal ? { "false verdicts, %": share(isWrong) } : {}),
    "runs, %": (100 * outcomes.reduce((sum, { asked }) => sum + asked, 0)) / outcomes.length / runs,
  };
}
