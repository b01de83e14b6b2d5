import { relative } from "node:path";
import { changedSources, type CodeReach } from "@dalmeum/code-reach";
import type { Reporter } from "@dalmeum/contracts";

/** Of which it has been said: one experiment's runs share what is reached from it. */
const said = new WeakSet<CodeReach>();

/** Say once where files are no longer the code that this process has loaded, and that runs follow from. */
export function sayEdited(root: string, reach: CodeReach, reporter: Reporter): void {
  if (said.has(reach)) return;
  const edited = changedSources(reach).map((path) => relative(root, path));
  if (edited.length === 0) return;
  said.add(reach);
  reporter.say(
    `${edited.join(", ")}: changed since this process read the code; its runs follow from what it read. ` +
      "Start it again to train with the change",
  );
}
