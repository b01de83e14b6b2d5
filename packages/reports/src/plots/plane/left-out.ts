import type { PlotWords } from "../plot-words.ts";

/** The notes on points without a place: a drawing that lacks some must say so. */
export function leftOut(missing: number, drawn: number, words: PlotWords): string[] {
  return [...(missing === 0 ? [] : [words.leftOut(missing)]), ...(drawn === 0 ? [words.noPoints] : [])];
}
