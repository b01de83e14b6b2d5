import { posix } from "node:path";
import { type Described, refuseProblems } from "@dalmeum/contracts";
import { insideRoot } from "../files/inside-root.ts";
import type { NliPairs } from "../pairs/nli-pair.ts";
import { readKlueNliJson } from "../pairs/read-klue-nli-json.ts";
import { FAULTY_ROWS, type FaultyRows, readKorNliTsv } from "../pairs/read-kor-nli-tsv.ts";

/** A file of premises and hypotheses. */
export interface NliFile extends Described {
  /** Relative to the workspace root. */
  readonly file: string;
  /** @throws UserError naming what is wrong with it, and where. */
  readonly read: (root: string) => NliPairs;
}

export interface KorNliTsvOptions {
  /** As published, e.g. `datasets/kornli/multinli.train.ko.tsv`; relative to the workspace root. */
  readonly file: string;
  /** Whether rows that cannot be read are left out and counted, or the file is refused. Default refuse. */
  readonly faultyRows?: FaultyRows;
}

/**
 * A file of KorNLI, github.com/kakaobrain/kor-nlu-datasets, CC BY-SA 4.0; `readKorNliTsv` reads it.
 * @throws UserError where `faultyRows` is neither.
 */
export function korNliTsv({ file, faultyRows = "refuse" }: KorNliTsvOptions): NliFile {
  const expected = FAULTY_ROWS.join(" or ");
  const problems = FAULTY_ROWS.includes(faultyRows) ? [] : [`found faultyRows ${faultyRows}, expected ${expected}`];
  refuseProblems("korNliTsv", problems);
  return {
    name: "korNliTsv",
    options: { file, faultyRows },
    file,
    read: (root) => readKorNliTsv(insideRoot(root, file), posix.basename(file, ".tsv"), faultyRows),
  };
}

export interface KlueNliJsonOptions {
  /** As published, e.g. `datasets/klue-nli/klue-nli-v1.1_train.json`; relative to the workspace root. */
  readonly file: string;
}

/** A file of KLUE-NLI, github.com/KLUE-benchmark/KLUE, CC BY-SA 4.0; `readKlueNliJson` reads it. */
export function klueNliJson({ file }: KlueNliJsonOptions): NliFile {
  return {
    name: "klueNliJson",
    options: { file },
    file,
    read: (root) => readKlueNliJson(insideRoot(root, file)),
  };
}
