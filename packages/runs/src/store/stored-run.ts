import { UserError } from "@dalmeum/contracts";
import { parseRunRecord } from "../record/record-file.ts";
import { RUN_FILES } from "../record/run-files.ts";
import type { FinishedRun } from "../record/run-record.ts";
import { fileKey, recordKey, type RunStore } from "./run-store.ts";
import { sealedRun, type SignedRun } from "./sealed-run.ts";

/** A run that the store has, its record checked. */
export interface StoredRun extends Pick<SignedRun, "sizes"> {
  readonly record: FinishedRun;
  /** run.json, as it was. */
  readonly text: string;
}

/**
 * The run of an identity that the store has; undefined where it has none.
 * @throws UserError where what it has is not to be believed, or the store fails.
 */
export async function readStoredRun(
  { objects, key, signal }: RunStore,
  identity: string,
): Promise<StoredRun | undefined> {
  const bytes = await objects.read(recordKey(identity), signal);
  if (bytes === undefined) return undefined;
  const name = `${objects.place}: ${recordKey(identity)}`;
  const { identity: signed, record: text, sizes } = sealedRun.open(name, key, bytes);
  const record = parseRunRecord(name, text);
  if (record.status !== "finished") throw new UserError(`${name}: found a run that is ${record.status}`);
  if (signed !== identity || record.identity !== identity) {
    throw new UserError(`${name}: found the run of another identity`);
  }
  const { files } = record.result;
  const unmeasured = Object.keys(files).filter((file) => file !== RUN_FILES.weights && sizes[file] === undefined);
  if (unmeasured.length > 0) throw new UserError(`${name}: found no size of ${unmeasured.join(", ")}`);
  return { record, text, sizes };
}

/** Whether the store has the weights of a run that it has. */
export async function storesWeights({ objects, signal }: RunStore, { record, sizes }: StoredRun): Promise<boolean> {
  const hash = record.result.files[RUN_FILES.weights];
  if (hash === undefined || sizes[RUN_FILES.weights] === undefined) return false;
  return objects.has(fileKey(record.identity, hash), signal);
}
