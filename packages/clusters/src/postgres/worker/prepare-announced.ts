import { UserError } from "@dalmeum/contracts";
import { brokenNode, describeNode } from "../../node/describe-node.ts";
import { programEnvironment } from "../../node/environment.ts";
import { announcedWorkspaces } from "../workspaces.ts";
import { prepare } from "./make-run.ts";
import type { Working } from "./working.ts";

/** Idle, a node looks at what somebody waits for, and says what it has. */
export async function prepareAnnounced(working: Working): Promise<void> {
  const { database, environment, key, presence, runtimes, signal, say } = working;
  const announced = await database.patiently(() => announcedWorkspaces(database, key), signal);
  for (const { group, open } of announced) {
    if (presence.hasReported(group)) continue;
    try {
      const folder = await prepare(open(), working, signal);
      presence.report(group, await describeNode(folder, programEnvironment(environment, runtimes), signal));
      presence.markPrepared(group);
    } catch (error) {
      if (signal.aborted || !(error instanceof UserError)) throw error;
      say(error.message);
      presence.report(group, brokenNode(error.message));
    }
  }
}
