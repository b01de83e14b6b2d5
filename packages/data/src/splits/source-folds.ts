import { problemsError, type ScoredPair, type Splits, UserError } from "@dalmeum/contracts";
import { findLeakage } from "../leakage/find-leakage.ts";

export interface SourceFoldsOptions {
  /** Every source of the training pairs, each once, at least 2. */
  readonly sources: readonly string[];
}

/**
 * Each source held out in turn: how well does a model do on text of a kind that it has not seen? Training pairs that
 * share a sentence or an ancestor with the source held out are left out, and counted in the warnings.
 * @throws UserError where a source is named twice, or (at split) where the pairs have others, or none would be left.
 */
export function sourceFolds({ sources }: SourceFoldsOptions): Splits {
  if (sources.length < 2) throw new UserError(`sourceFolds: found ${sources.length} sources, expected at least 2`);
  const repeated = sources.filter((source, index) => sources.indexOf(source) !== index);
  if (repeated.length > 0)
    throw new UserError(`sourceFolds: found "${repeated.join('", "')}" again, expected each once`);
  return {
    name: "sourceFolds",
    options: { sources },
    count: sources.length,
    split: (pairs) => {
      checkSources(sources, pairs);
      const parts = sources.map((source) => holdOut(source, pairs));
      return { folds: parts.map(({ fold }) => fold), warnings: parts.flatMap(({ warnings }) => warnings) };
    },
  };
}

function checkSources(sources: readonly string[], pairs: readonly ScoredPair[]): void {
  const found = new Set(pairs.map(({ source }) => source));
  const problems = [
    ...sources.filter((source) => !found.has(source)).map((source) => `"${source}" has no training pair; leave it out`),
    ...[...found]
      .filter((source) => !sources.includes(source))
      .map((source) => `"${source}" is a source of training pairs too; name it`),
  ];
  if (problems.length > 0) throw problemsError("sourceFolds: sources", problems);
}

function holdOut(source: string, pairs: readonly ScoredPair[]) {
  const name = `source ${source}`;
  const heldOut = pairs.filter((pair) => pair.source === source);
  const others = pairs.filter((pair) => pair.source !== source);
  const leaking = new Set(findLeakage(others, { [name]: heldOut }).map(({ trainId }) => trainId));
  const train = others.filter(({ id }) => !leaking.has(id));
  if (train.length === 0) {
    throw new UserError(
      `sourceFolds: every other pair shares a sentence with source "${source}", which cannot be held out`,
    );
  }
  const warnings =
    leaking.size === 0
      ? []
      : [`${name}: ${leaking.size} of ${others.length} training pairs share a sentence with it and are left out`];
  return { fold: { name, train, heldOut }, warnings };
}
