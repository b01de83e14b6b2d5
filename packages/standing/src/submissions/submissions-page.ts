import { UserError } from "@dalmeum/contracts";
import { pearson } from "@dalmeum/evaluation";
import {
  bestOf,
  type Budget,
  dayOf,
  type Ledger,
  type LedgerEntry,
  NEAR_COPY,
  readSubmissionManifest,
  spentOn,
  SUBMISSION,
  type SubmissionManifest,
  targetsOf,
} from "@dalmeum/submissions";
import { gapOf, intervalOf } from "../numbers.ts";
import type { Nearest, SubmissionRow, SubmissionsPage, SubmissionsSummary, WaitingSubmission } from "../types/index.ts";
import type { DataSet } from "../workspace/data-sets.ts";
import type { Problems } from "../workspace/problems.ts";

export interface LedgerFacts {
  readonly ledger: Ledger;
  readonly budget: Budget;
  readonly now: Date;
  /** Every data that experiments are made of. */
  readonly data: readonly DataSet[];
  /** Submissions that were written, handed in or not, absolute. */
  readonly written: readonly string[];
  readonly problems: Problems;
}

/** What was handed in, what it scored, and what the day still takes. */
export function submissionsPage(facts: LedgerFacts): SubmissionsPage {
  const { ledger, budget, now, data } = facts;
  const { entries } = ledger;
  const spent = spentOn(now, entries, budget);
  const columns = entries.map(({ folder }) => columnOf(folder, data));
  const waiting = waitingSubmissions(facts, new Set(entries.map(({ manifest }) => csvOf(manifest))));
  return {
    budget: {
      ...{ perDay: budget.perDay, timeZone: budget.timeZone, day: dayOf(now, budget) },
      ...{ spent, left: Math.max(0, budget.perDay - spent) },
    },
    entries: entries.map((entry, index) =>
      rowOf(entry, budget, columns[index], nearestOf(columns[index], entries.slice(0, index), columns)),
    ),
    best: bestOf(entries)?.name ?? null,
    waiting: waiting.map(({ folder, manifest }): WaitingSubmission => {
      const { experiment, outOfFold, dev } = manifest;
      return {
        ...{ experiment, outOfFold: outOfFold && intervalOf(outOfFold.pearson), dev: intervalOf(dev.pearson) },
        nearest: nearestOf(columnOf(folder, data), entries, columns),
      };
    }),
  };
}

export function submissionsSummary({ budget, entries }: SubmissionsPage, ledger: Ledger): SubmissionsSummary {
  const best = bestOf(ledger.entries);
  return {
    ...{ count: entries.length, left: budget.left, perDay: budget.perDay },
    best:
      best === undefined
        ? null
        : {
            ...{ name: best.name, experiment: best.manifest.experiment },
            ...{ dev: best.manifest.dev.pearson.estimate, public: best.scores.public },
          },
  };
}

/** A submission's targets, and the data whose test pairs they are of. */
interface Column {
  readonly data: DataSet;
  readonly targets: readonly number[];
}

/** Undefined where it is of no data that is there. */
function columnOf(folder: string, data: readonly DataSet[]): Column | undefined {
  for (const each of data) {
    try {
      const ids = each.dataset.test.map(({ id }) => id);
      return { data: each, targets: targetsOf(folder, ids) };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  return undefined;
}

function nearestOf(
  own: Column | undefined,
  earlier: readonly LedgerEntry[],
  columns: readonly (Column | undefined)[],
): Nearest | null {
  if (own === undefined) return null;
  const others = earlier.flatMap(({ name }, index) => {
    const other = columns[index];
    const r = other?.data === own.data ? pearson(own.targets, other.targets) : NaN;
    return Number.isNaN(r) ? [] : [{ name, r, isCopy: r >= NEAR_COPY }];
  });
  return others.toSorted((a, b) => b.r - a.r)[0] ?? null;
}

function rowOf(
  { name, manifest, addedAt, why, scores }: LedgerEntry,
  budget: Budget,
  column: Column | undefined,
  nearest: Nearest | null,
): SubmissionRow {
  const { experiment, dev, outOfFold } = manifest;
  const ofTest = (score: number | null) => ({ pearson: score, pairs: column?.targets.length ?? 0 });
  return {
    ...{ name, experiment, addedAt: addedAt.getTime(), day: dayOf(addedAt, budget), why, nearest },
    ...{ outOfFold: outOfFold && intervalOf(outOfFold.pearson), dev: intervalOf(dev.pearson) },
    ...{ public: scores.public, private: scores.private },
    publicGap: gapOf({ pearson: dev.pearson.estimate, pairs: dev.pairs }, ofTest(scores.public)),
    privateGap: gapOf(ofTest(scores.public), ofTest(scores.private)),
  };
}

/** Submissions that were written and are not in the ledger. */
function waitingSubmissions({ written, problems }: LedgerFacts, handedIn: ReadonlySet<string | undefined>) {
  return written.flatMap((folder) => {
    const manifest = problems.attempt("ledger", folder, () => readSubmissionManifest(folder));
    return manifest === undefined || handedIn.has(csvOf(manifest)) ? [] : [{ folder, manifest }];
  });
}

const csvOf = ({ files }: SubmissionManifest): string | undefined => files[SUBMISSION];
