import { posix } from "node:path";
import type { Dataset } from "@dalmeum/contracts";
import { dataSource, type LoadedExperiment } from "@dalmeum/experiments";
import { canonicalJson } from "@dalmeum/files";
import { loadData, pairHashes, toldInputs } from "@dalmeum/runs";
import { pieceId } from "../piece-id.ts";
import type { Problems } from "./problems.ts";

/** The files that experiments are made of, read. */
export interface DataSet {
  readonly id: string;
  readonly name: string;
  readonly dataset: Dataset;
}

/** By reader and hashes of its files. */
export type KnownData = Map<string, DataSet>;

/** The data of an experiment, which is read once; undefined where it cannot be. */
export async function dataOf(
  loaded: LoadedExperiment,
  known: KnownData,
  problems: Problems,
): Promise<DataSet | undefined> {
  return problems.attemptAsync("data", loaded.reference, async () => {
    const source = await dataSource(loaded);
    // Some of a file's pairs are other data than all of them.
    const { name: reader, options } = source;
    const key = canonicalJson({ reader, options, files: await pairHashes(loaded, await toldInputs(loaded)) });
    const found = known.get(key);
    if (found !== undefined) return found;
    const name = commonFolder(source.files);
    const read = { id: pieceId(name, key), name, dataset: await loadData(loaded) };
    known.set(key, read);
    return read;
  });
}

function commonFolder(files: readonly string[]): string {
  const folders = new Set(files.map((file) => posix.dirname(file)));
  const [folder = "", ...others] = folders;
  return others.length === 0 ? folder : files.join(", ");
}
