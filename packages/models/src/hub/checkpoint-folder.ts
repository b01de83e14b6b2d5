import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { checkpointFiles } from "../checkpoint/checkpoint-files.ts";
import { parseCheckpoint } from "./checkpoint-name.ts";
import { hubFolders } from "./hub-folders.ts";
import { hubEnvironment, readHubSettings } from "./hub-settings.ts";

/**
 * The folder that holds a checkpoint's files, absolute.
 * @param root the workspace root, absolute.
 * @param checkpoint folder, relative to the root, or owner/name@<commit> on the hub.
 * @throws UserError where the name is neither, or it is on the hub and has not been downloaded whole.
 */
export function checkpointFolder(root: string, checkpoint: string): string {
  const hub = parseCheckpoint(checkpoint);
  if (hub === undefined) return join(root, checkpoint);
  const { snapshot } = hubFolders(readHubSettings(hubEnvironment()).cache, hub);
  const missing = missingFiles(snapshot);
  if (missing.length === 0) return snapshot;
  throw new UserError(
    `${checkpoint}: ${missing.join(", ")} not downloaded yet, looked in ${snapshot}; ` +
      "`npx dalmeum fetch <experiment>` downloads it",
  );
}

/** What a folder lacks of the files that a checkpoint is read from. */
export function missingFiles(folder: string): readonly string[] {
  return checkpointFiles(folder).filter((name) => !existsSync(join(folder, name)));
}
