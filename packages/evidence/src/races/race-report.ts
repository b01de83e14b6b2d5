import type { RacedFamily } from "@dalmeum/evaluation";
import type { Metric } from "@dalmeum/experiments";
import {
  type Block,
  four,
  heading,
  type Language,
  list,
  paragraph,
  type Report,
  right,
  signed,
  table,
} from "@dalmeum/reports";
import type { FailedRun } from "../sweeps/missing-runs.ts";
import { metricNames } from "../words/metric-names.ts";
import { runNames } from "../words/run-names.ts";
import { raceWords, standingName } from "./race-words.ts";

export interface FinishedRace {
  readonly experiment: string;
  readonly metric: Metric;
  readonly smallestDifference: number;
  /** Names of the parameters that are swept. */
  readonly swept: readonly string[];
  /** Seeds that a point has at most. */
  readonly seeds: number;
  /** Runs that were asked for, and those that a whole sweep asks for. */
  readonly runs: { readonly asked: number; readonly whole: number };
  readonly families: readonly RacedFamily[];
  readonly failed: readonly FailedRun[];
  /** What a reader must know of the runs. */
  readonly warnings: readonly string[];
}

/** A race for people: what it took, and where each point stands against its control. */
export function raceReport(race: FinishedRace, language: Language = "en"): Report {
  const words = raceWords[language];
  const raced = {
    ...race.runs,
    seeds: race.seeds,
    metric: metricNames[language][race.metric],
    smallestDifference: String(race.smallestDifference),
  };
  return {
    language,
    title: words.title(race.experiment, race.swept),
    blocks: [
      ...[words.asked(raced), words.question(raced)].map(paragraph),
      ...race.families.flatMap((family) => familyBlocks(family, language)),
      list([words.corrected, words.outOfReach, ...race.warnings]),
      ...(race.failed.length === 0 ? [] : [heading(words.failed), list(race.failed.map(failedText(language)))]),
    ],
  };
}

function familyBlocks({ control, standings }: RacedFamily, language: Language): readonly Block[] {
  const { against, columns, verdicts, noSeeds } = raceWords[language];
  const { point, seeds, difference, interval, verdict, toSettle } = columns;
  const rows = standings.map((standing) => {
    const { estimate, low, high } = standing.difference;
    return [
      settingsText(standing.name),
      String(standing.seeds),
      signed(estimate),
      Number.isNaN(low) ? "" : `${four(low)} .. ${four(high)}`,
      verdicts[standingName(standing)],
      standing.verdict === "undecided" ? String(standing.seedsToSettle ?? noSeeds) : "",
    ];
  });
  const titles = [{ title: point }, ...[seeds, difference, interval].map(right), { title: verdict }, right(toSettle)];
  return [heading(against(control)), table(titles, rows)];
}

/** The experiment stands in the title. */
const settingsText = (reference: string): string => reference.slice(reference.indexOf(":") + 1);

const failedText =
  (language: Language) =>
  ({ experiment, key, reason }: FailedRun): string =>
    `${experiment}, ${runNames[language](key)}: ${reason ?? raceWords[language].notTrained}`;
