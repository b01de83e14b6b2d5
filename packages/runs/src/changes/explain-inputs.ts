import { inputsSchema, type RunInputs } from "../record/run-record.ts";
import { changesLine } from "./explain-run.ts";
import { inputChanges } from "./input-changes.ts";

/**
 * What differs between a run as it is planned here and as another machine plans it, in a line; undefined where what that machine
 * said are no inputs.
 */
export function explainInputs(here: RunInputs, there: unknown): string | undefined {
  const found = inputsSchema.safeParse(there).data;
  if (found === undefined) return undefined;
  const changes = inputChanges(here, found);
  const code = here.code.hash === found.code.hash ? [] : [{ part: "code", text: "other code" } as const];
  return changesLine([...changes, ...code]);
}
