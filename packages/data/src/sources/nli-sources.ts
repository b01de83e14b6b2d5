import {
  counted,
  type Dataset,
  type DataSource,
  type Described,
  problemsError,
  refuseProblems,
  SCORE_RANGE,
  type ScoredPair,
} from "@dalmeum/contracts";
import { NLI_LABELS, type NliLabel, type NliPair } from "../pairs/nli-pair.ts";
import { nliTriplets as tripletsOf } from "../pairs/nli-triplets.ts";
import type { NliFile } from "./nli-files.ts";

export interface NliOptions {
  /** Files that are trained on, e.g. `[korNliTsv({ file }), klueNliJson({ file })]`. */
  readonly train: readonly NliFile[];
  /** Where dev and test come from, on which a model is judged; its training pairs are left alone. */
  readonly judgedOn: DataSource;
}

/** Scores by label, 0 .. 5. */
export type NliScores = Readonly<Record<NliLabel, number>>;

export interface NliPairsOptions extends NliOptions {
  /** Score of a premise and a hypothesis of each label. Default 5 for entailment, 2.5 for neutral, 0 for contradiction. */
  readonly scores?: NliScores;
}

/**
 * Premises and hypotheses as pairs with a score; binaryLabel is 1 for an entailment. That an entailment is as similar as can be is a
 * convention: its premise says more than it.
 * @throws UserError where a score is not from 0 to 5, or there is no file.
 */
export function nliPairs({
  train,
  judgedOn,
  scores = { entailment: 5, neutral: 2.5, contradiction: 0 },
}: NliPairsOptions): DataSource {
  const { minimum, maximum } = SCORE_RANGE;
  const problems = NLI_LABELS.filter((label) => !(scores[label] >= minimum && scores[label] <= maximum)).map(
    (label) => `found the score ${scores[label]} for ${label}, expected one from ${minimum} to ${maximum}`,
  );
  refuseProblems("nliPairs", [...problems, ...fileProblems(train)]);
  const { entailment, neutral, contradiction } = scores;
  const described = { name: "nliPairs", options: { scores: { entailment, neutral, contradiction } } };
  return nliSource(described, { train, judgedOn }, (pairs) => ({
    train: pairs.map(({ id, source, premise, hypothesis, label }) => ({
      ...{ id, source, sentence1: premise, sentence2: hypothesis },
      ...{ score: scores[label], binaryLabel: label === "entailment" ? 1 : 0 },
    })),
    notes: [],
  }));
}

/**
 * Premises, each with what follows from it and, as hard negative, with what contradicts it; a premise that lacks one of them is left out.
 * For `multipleNegativesRankingLoss`, which takes the hard negative as a further wrong answer. All scores are 5.
 * @throws UserError where there is no file.
 */
export function nliTriplets(options: NliOptions): DataSource {
  refuseProblems("nliTriplets", fileProblems(options.train));
  return nliSource({ name: "nliTriplets", options: {} }, options, (pairs) => {
    const train = tripletsOf(pairs);
    if (train.length === 0) {
      throw problemsError("nliTriplets", [
        "found no premise with an entailment and a contradiction, expected at least one",
      ]);
    }
    return { train, notes: [`${counted(train.length, "triplet")} of ${counted(pairs.length, "pair")}`] };
  });
}

interface Made {
  readonly train: readonly ScoredPair[];
  readonly notes: readonly string[];
}

function nliSource(
  { name, options }: Described,
  { train: files, judgedOn }: NliOptions,
  make: (pairs: readonly NliPair[]) => Made,
): DataSource {
  return {
    name,
    options: {
      ...options,
      train: files.map((file) => ({ name: file.name, options: file.options })),
      judgedOn: { name: judgedOn.name, options: judgedOn.options },
    },
    files: [...files.map(({ file }) => file), ...judgedOn.files],
    load: async (root): Promise<Dataset> => {
      const { dev, test, warnings } = await judgedOn.load(root);
      const read = files.map(({ file, read: readFile }) => ({ file, ...readFile(root) }));
      const { train, notes } = make(read.flatMap(({ pairs }) => pairs));
      const repeated = repeatedIds([...train, ...dev, ...test]);
      if (repeated.length > 0) throw problemsError(`${name}: an id may stand once in all files`, repeated);
      const told = read.flatMap((each) => each.notes.map((note) => `${each.file}: ${note}`));
      return { train, dev, test, warnings: [...warnings, ...told, ...notes.map((note) => `${name}: ${note}`)] };
    },
  };
}

function fileProblems(files: readonly NliFile[]): readonly string[] {
  if (files.length === 0) return ["found no file in train, expected at least one"];
  const names = files.map(({ file }) => file);
  const again = names.filter((name, index) => names.indexOf(name) !== index);
  return again.map((name) => `found ${name} again in train, expected each file once`);
}

function repeatedIds(pairs: readonly { readonly id: string }[]): readonly string[] {
  const seen = new Set<string>();
  return pairs.flatMap(({ id }) => {
    const isRepeated = seen.has(id);
    seen.add(id);
    return isRepeated ? [`found "${id}" again`] : [];
  });
}
