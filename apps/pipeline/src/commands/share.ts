import type { EngineDescription, Reporter } from "@dalmeum/contracts";
import { type RunShare, shareRuns } from "@dalmeum/runs";
import { chooseEngine } from "@dalmeum/runtimes";
import type { Context } from "../terminal/context.ts";

/**
 * The team's store of runs, if one is set.
 * @param engine whose runs are looked for; loaded where it is asked for.
 * @param weights whether those of what is trained go there too.
 */
export function shareOf(
  { signal }: Pick<Context, "signal">,
  root: string,
  reporter: Reporter,
  engine: () => Promise<EngineDescription> = () => chooseEngine(root, {}),
  weights = false,
): RunShare | undefined {
  return shareRuns({ root, reporter, signal, engine, weights });
}
