import { diffArrays } from "diff";

/** A stretch of a sentence. */
export interface Piece {
  readonly text: string;
  /** Whether the other sentence lacks it. */
  readonly differs: boolean;
}

/** Two sentences, cut where one has words that the other does not. Words are what white space parts, so no syllable is cut. */
export function differentWords(one: string, other: string): readonly [readonly Piece[], readonly Piece[]] {
  const changes = diffArrays(wordsOf(one), wordsOf(other), { comparator: (a, b) => a.trim() === b.trim() });
  // A word that both have may be spaced otherwise: each side shows its own.
  const side = (words: readonly string[], mine: "added" | "removed", its: "added" | "removed"): Piece[] => {
    let at = 0;
    return changes
      .filter((change) => !change[its])
      .map((change) => {
        const text = words.slice(at, at + change.count).join("");
        at += change.count;
        return { text, differs: change[mine] };
      });
  };
  return [side(wordsOf(one), "removed", "added"), side(wordsOf(other), "added", "removed")];
}

/** Words with the white space behind them; none is lost. */
const wordsOf = (text: string): string[] => text.match(/^\s+|\S+\s*/g) ?? [];
