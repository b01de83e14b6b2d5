import { problemsError, UserError } from "@dalmeum/contracts";
import type { LoadedExperiment } from "@dalmeum/experiments";
import { canonicalJson } from "@dalmeum/files";
import {
  checkRunFiles,
  editedRecord,
  estimateProblems,
  type FinishedRun,
  keyText,
  loadData,
  type RunKey,
  runKeys,
} from "@dalmeum/runs";
import { candidateRuns, type EvidenceRun } from "./candidate-runs.ts";
import { choiceText, type EngineChoice, engineText, isChosen } from "./engine-choice.ts";
import { mixtureWarnings, preferredEngine } from "./one-engine.ts";

/** What an experiment has of every key. */
export interface FoundRuns {
  readonly loaded: LoadedExperiment;
  readonly runs: readonly EvidenceRun[];
  readonly missing: readonly RunKey[];
}

export interface Evidence {
  /** In the order that was asked for. */
  readonly experiments: readonly FoundRuns[];
  /** What a reader must know of the engines. */
  readonly warnings: readonly string[];
}

/** The evidence that lies in the run folders of some experiments. */
export async function findEvidence(
  experiments: readonly LoadedExperiment[],
  choice: EngineChoice = {},
): Promise<Evidence> {
  const known = new Map<string, readonly EvidenceRun[]>();
  for (const loaded of experiments) {
    if (known.has(loaded.reference)) continue;
    const runs = await candidateRuns(loaded);
    known.set(
      loaded.reference,
      runs.filter(({ engine }) => isChosen(choice, engine)),
    );
  }
  return chooseEvidence(experiments, known);
}

/**
 * Of every key of some experiments a run whose options, data and checkpoint are today's, all of one engine and precision
 * where that can be. Where there is none of today's code, the last one of another's, so that evidence outlives a change
 * that has nothing to do with it.
 * @param known candidates of each, by its reference.
 */
export function chooseEvidence(
  experiments: readonly LoadedExperiment[],
  known: ReadonlyMap<string, readonly EvidenceRun[]>,
): Evidence {
  const slots = experiments.map((loaded) => ({
    loaded,
    keys: runKeys(loaded.experiment).map((key) => ({
      key,
      runs: (known.get(loaded.reference) ?? []).filter((run) => keyText(run.key) === keyText(key)),
    })),
  }));
  const { engine, warnings } = preferredEngine(slots.flatMap(({ keys }) => keys.map(({ runs }) => runs)));
  const found = slots.map(
    ({ loaded, keys }): FoundRuns => ({
      loaded,
      runs: keys.flatMap(({ runs }) => bestOf(runs, engine) ?? []),
      missing: keys.flatMap(({ key, runs }) => (runs.length === 0 ? [key] : [])),
    }),
  );
  return { experiments: found, warnings: [...warnings, ...mixtureWarnings(found.flatMap(({ runs }) => runs))] };
}

/**
 * The same where all must be there.
 * @param found what `findEvidence` gives of them, for whoever has asked it.
 * @throws UserError naming the keys that have none, files that are not those that a run wrote, or metrics that they do not give.
 */
export async function evidenceRuns(
  experiments: readonly LoadedExperiment[],
  choice: EngineChoice = {},
  found?: Evidence,
): Promise<Evidence> {
  const evidence = found ?? (await findEvidence(experiments, choice));
  for (const { loaded, missing } of evidence.experiments) {
    if (missing.length === 0) continue;
    throw problemsError(
      `${loaded.reference}: no finished run with today's options, data and checkpoint${choiceText(choice)}; run \`npx dalmeum train ${loaded.reference}\``,
      missing.map(keyText),
    );
  }
  const checked = new Set<string>();
  for (const { loaded, runs } of evidence.experiments) {
    // Their data is today's.
    const dataset = await loadData(loaded);
    for (const run of runs.filter(({ folder }) => !checked.has(folder))) {
      checked.add(run.folder);
      checkRunFiles(run.folder, run.record);
      const problems = estimateProblems(run, dataset);
      if (problems.length > 0) throw editedRecord(run.path, problems);
    }
  }
  return evidence;
}

/**
 * Check that runs were made on the same train, dev and test.
 * @throws UserError naming runs whose files differ.
 */
export function expectSameData(runs: readonly EvidenceRun[]): void {
  const texts = new Map(runs.map(({ path, pairs }) => [canonicalJson(pairs), path]));
  if (texts.size <= 1) return;
  throw new UserError(
    `${[...texts.values()].join(" and ")} were made on other train, dev or test files; expected the same`,
  );
}

function bestOf(runs: readonly EvidenceRun[], engine: string | undefined): EvidenceRun | undefined {
  const isPreferred = (run: EvidenceRun): number => Number(engineText(run.engine) === engine);
  const [best] = runs.toSorted(
    (a, b) =>
      isPreferred(b) - isPreferred(a) ||
      Number(b.current) - Number(a.current) ||
      finishedAt(b.record) - finishedAt(a.record),
  );
  return best;
}

const finishedAt = ({ result }: FinishedRun): number => Date.parse(result.finishedAt);
