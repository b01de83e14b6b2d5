import { relative } from "node:path";
import type { LoadedExperiment } from "@dalmeum/experiments";
import { runFolder } from "../folders/run-folder.ts";
import { inputsOfKey } from "../record/run-identity.ts";
import type { RunKey } from "../record/run-key.ts";
import type { RunInputs } from "../record/run-record.ts";
import type { RunShare } from "./share-runs.ts";
import { readStoredRun, storesWeights } from "./stored-run.ts";

/** A run that is to be made on another machine. */
export interface SentRun {
  readonly loaded: Pick<LoadedExperiment, "root" | "reference"> & {
    readonly origin?: Pick<LoadedExperiment, "reference" | "folder">;
  };
  readonly key: RunKey;
  readonly inputs: RunInputs;
}

/** Why another machine could not fetch the run that a run starts from, in a line; undefined where it could, or starts from none. */
export async function startProblem(
  { loaded: { root, reference, origin }, key, inputs }: SentRun,
  share: Pick<RunShare, "ask">,
): Promise<string | undefined> {
  const [start] = inputsOfKey(inputs, key).starts ?? [];
  if (origin === undefined || start === undefined) return undefined;
  const stored = await share.ask(async (store) => {
    const run = await readStoredRun(store, start.identity);
    return run && { weights: await storesWeights(store, run) };
  });
  if (stored?.weights === true) return undefined;
  const run = relative(root, runFolder(origin.folder, { seed: start.seed }, start.identity));
  const lacks = stored === undefined ? `${run}, which the store lacks` : `${run}, of which the store lacks the weights`;
  return (
    `${reference} starts from ${lacks}: \`npx dalmeum runs push ${run} --weights\` where it is trained, ` +
    `or \`npx dalmeum train ${origin.reference}\` on the cluster`
  );
}
