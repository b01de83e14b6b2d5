import type { Found } from "../alone/alone-job.ts";
import { COMMANDS } from "./commands.ts";
import { runCommand, type Usage } from "../run-command.ts";
import { growthFigures, TIMES } from "./growth-figures.ts";
import { makeGrownWorkspace } from "./grown-workspace.ts";

/** Every command on made-up corpora of 1, 10 and 100 times KorSTS. */
export async function growthJob(repeat: number): Promise<Found> {
  const [one, ten, hundred] = [await usages(TIMES[0]), await usages(TIMES[1]), await usages(TIMES[2])];
  const measured = COMMANDS.flatMap(({ name }) => {
    const [first, second, third] = [one.get(name), ten.get(name), hundred.get(name)];
    if (first === undefined || second === undefined || third === undefined) return [];
    return [{ job: "growth" as const, subject: name, repeat, figures: growthFigures([first, second, third]) }];
  });
  return { measured, skipped: [], versions: {} };
}

/** What each command takes of a corpus, by its name. */
async function usages(times: number): Promise<ReadonlyMap<string, Usage>> {
  const workspace = makeGrownWorkspace(times);
  try {
    const taken = new Map<string, Usage>();
    for (const { name, words } of COMMANDS) {
      taken.set(name, await runCommand(workspace.root, words));
      workspace.commit();
    }
    return taken;
  } finally {
    workspace.remove();
  }
}
