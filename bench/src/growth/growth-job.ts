import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Found } from "../alone/alone-job.ts";
import { COMMANDS } from "./commands.ts";
import { growthFigures, TIMES, type Usage } from "./growth-figures.ts";
import { commitAll, makeGrownWorkspace } from "./grown-workspace.ts";
import { runCommand } from "./run-command.ts";

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
  const root = makeGrownWorkspace(times);
  try {
    const taken = new Map<string, Usage>();
    for (const { name, words } of COMMANDS) {
      // Git does not see it, nor does what is measured.
      taken.set(name, await runCommand(root, words, join(root, "node_modules", "usage.json")));
      commitAll(root);
    }
    return taken;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
