import { type Augmentation, type Rng, SCORE_RANGE, type ScoredPair } from "@dalmeum/contracts";
import { checkCounts, checkShares } from "./check-options.ts";
import { childIds } from "./pairs/child-ids.ts";

export interface RebalanceScoresOptions {
  /** Bins of equal width that 0 .. 5 is cut into. */
  readonly bins?: number;
  /** How far a bin's size moves to the mean size of the bins that hold pairs: 0 not at all, 1 all the way. */
  readonly strength?: number;
  /** Most copies of one pair, at least 0; a bin of few pairs stays smaller than asked for. */
  readonly maximumCopies?: number;
}

/**
 * Brings bins of the score to sizes n + strength * (mean - n), rounded: crowded bins lose pairs at random, rare ones gain
 * copies, each pair in turn. Ids of copies are `<parent>~repeat`.
 *
 * The distribution of scores of train and test then differs on purpose; a loss on the score itself feels it, Pearson's less.
 * @throws UserError where an option is out of range.
 */
export function rebalanceScores({
  bins = 5,
  strength = 0.5,
  maximumCopies = 2,
}: RebalanceScoresOptions = {}): Augmentation {
  checkShares("rebalanceScores", { strength });
  checkCounts("rebalanceScores", { bins }, 1);
  checkCounts("rebalanceScores", { maximumCopies }, 0);
  return {
    name: "rebalanceScores",
    options: { bins, strength, maximumCopies },
    labelRule: "A copy keeps its score; pairs of crowded scores are left out.",
    augment: (pairs, rng) => {
      const byBin = pairsByBin(pairs, bins);
      const mean = pairs.length / byBin.length;
      const sizeOf = (bin: readonly ScoredPair[]) => Math.round(bin.length + strength * (mean - bin.length));
      const removed = new Set(byBin.flatMap((bin) => rng.shuffle(bin).slice(sizeOf(bin))));
      const idOf = childIds(pairs);
      const copies = byBin
        .flatMap((bin) => repeated(bin, Math.min(sizeOf(bin) - bin.length, maximumCopies * bin.length), rng))
        .map((pair) => ({ ...pair, id: idOf(pair, "repeat"), parentId: pair.id }));
      return [...pairs.filter((pair) => !removed.has(pair)), ...copies];
    },
  };
}

/** Bins that hold pairs, low scores first. The last one holds the highest score too. */
function pairsByBin(pairs: readonly ScoredPair[], bins: number): readonly (readonly ScoredPair[])[] {
  const width = (SCORE_RANGE.maximum - SCORE_RANGE.minimum) / bins;
  const binOf = ({ score }: ScoredPair) => Math.min(bins - 1, Math.floor((score - SCORE_RANGE.minimum) / width));
  const grouped = Array.from({ length: bins }, (): ScoredPair[] => []);
  for (const pair of pairs) grouped[binOf(pair)]?.push(pair);
  return grouped.filter((bin) => bin.length > 0);
}

/** `count` pairs of a bin, none of them twice more often than another. */
function repeated(bin: readonly ScoredPair[], count: number, rng: Rng): readonly ScoredPair[] {
  const shuffled = rng.shuffle(bin);
  return Array.from({ length: Math.max(0, Math.ceil(count / bin.length)) }, () => shuffled)
    .flat()
    .slice(0, Math.max(0, count));
}
