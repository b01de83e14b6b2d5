import { counted } from "@dalmeum/contracts";
import { checkDependencies } from "@dalmeum/experiments";
import { keyText, planRuns, trainRun } from "@dalmeum/runs";
import { chooseEngine } from "@dalmeum/runtimes";
import { shareOf } from "../commands/share.ts";
import type { Context } from "../terminal/context.ts";
import { chosenCluster } from "./cluster-choice.ts";
import { obtainElsewhere } from "./obtain-elsewhere.ts";
import { failedUnless, type Obtained, type ObtainOptions, type WantedRuns } from "./obtained.ts";

/**
 * The finished runs that are wanted: those that are here or in the store, and those that are made now, one after another here or
 * together on a cluster. One that fails stops no other.
 * @throws UserError where nothing can be made, for want of an engine say.
 */
export async function* obtainRuns(
  context: Context,
  root: string,
  wanted: readonly WantedRuns[],
  options: ObtainOptions,
): AsyncGenerator<Obtained> {
  const { choice, reporter, restart } = options;
  const cluster = chosenCluster(choice);
  if (cluster !== undefined) {
    yield* obtainElsewhere(context, root, cluster, wanted, options);
    return;
  }
  const { signal } = context;
  const engine = await chooseEngine(root, choice);
  const share = shareOf(context, root, reporter, () => Promise.resolve(engine));
  const total = wanted.reduce((sum, { keys }) => sum + keys.length, 0);
  let done = 0;
  for (const { loaded, keys } of wanted) {
    await checkDependencies(loaded);
    const plan = await planRuns(loaded, { engine, reporter, signal }, share);
    for (const key of keys) {
      if (wanted.length > 1) {
        reporter.say(`${++done} of ${counted(total, "run")}: ${loaded.reference}, ${keyText(key)}`);
      }
      const request = { loaded, key, plan, reporter, share };
      yield { request, made: await trainRun({ ...request, engine, signal, restart }).catch(failedUnless(signal)) };
    }
  }
}
