import { type Arm, pearson } from "@dalmeum/evaluation";

/** Parts of a seed's pairs that a peer may take as blocks: its tests count blocks, and five seeds are few. */
export const PARTS = 5;

/** What one arm has in one block, as every peer reads it. */
export interface Block {
  readonly field: string;
  readonly draw: number;
  readonly arm: number;
  readonly seed: number;
  /** From 1; 0 is all of the seed's pairs. */
  readonly part: number;
  readonly score: number;
}

/** Pearson of each arm's seeds, over all pairs and over each fifth of them. */
export function blocksOf(field: string, draw: number, gold: readonly number[], arms: readonly Arm[]): readonly Block[] {
  const parts = [[0, gold.length] as const, ...Array.from({ length: PARTS }, (_, part) => bounds(part, gold.length))];
  return arms.flatMap(({ seeds }, arm) =>
    seeds.flatMap((predictions, seed) =>
      parts.map(([from, to], part) => ({
        ...{ field, draw, arm, seed, part },
        score: pearson(Array.from(predictions).slice(from, to), gold.slice(from, to)),
      })),
    ),
  );
}

const bounds = (part: number, length: number) =>
  [Math.round((part * length) / PARTS), Math.round(((part + 1) * length) / PARTS)] as const;

/** As CSV, a block a line. */
export const blocksText = (blocks: readonly Block[]): string =>
  ["field,draw,arm,seed,part,score", ...blocks.map((block) => Object.values(block).join(",")), ""].join("\n");
