import { writeFileAtomically } from "@dalmeum/files";
import { stringify } from "csv-stringify/sync";

/** What a pair is to a run of a fold; a pair that leaks is neither. */
export interface FoldRow {
  /** From 1. */
  readonly fold: number;
  readonly part: "train" | "held-out";
  readonly id: string;
}

/** Write `fold,part,id`, which programs in other languages read; the path holds what it held before or the whole new file. */
export function writeFolds(path: string, rows: readonly FoldRow[]): void {
  const text = stringify([...rows], { header: true, columns: ["fold", "part", "id"] });
  writeFileAtomically(path, [Buffer.from(text)]);
}
