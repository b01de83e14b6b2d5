import { canonicalJson, sha256 } from "@dalmeum/files";
import { z } from "zod";
import { type RunKey, startSeed } from "./run-key.ts";
import { startsSchema } from "./run-record.ts";

/**
 * The name of a run: equal inputs, seed and fold, equal identity.
 * @param inputs as a `RunInputs`, or as an earlier format had them.
 */
export function runIdentity(inputs: object, key: RunKey): string {
  return sha256(canonicalJson({ ...inputsOfKey(inputs, key), ...key }));
}

const started = z.looseObject({ starts: startsSchema });

/** What the run of a key follows from: of the runs that it could start from, the one that it does. */
export function inputsOfKey<Inputs extends object>(inputs: Inputs, { seed }: RunKey): Inputs {
  const { starts = [] } = started.safeParse(inputs).data ?? {};
  const chosen = startSeed(
    starts.map((each) => each.seed),
    seed,
  );
  const start = starts.find((each) => each.seed === chosen);
  return start === undefined ? inputs : { ...inputs, starts: [start] };
}
