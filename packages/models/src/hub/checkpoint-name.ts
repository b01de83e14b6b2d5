import { UserError } from "@dalmeum/contracts";

/** A commit of a model repository on the hub. */
export interface HubCheckpoint {
  /** owner/name; a few old ones have no owner. */
  readonly repository: string;
  /** A whole commit hash, so that it never comes to mean other files. */
  readonly revision: string;
}

/** As huggingface_hub 2.4 checks names (`validate_repo_id`): none climbs out of a folder that is named after it. */
const REPOSITORY = /^(?:\w(?:[\w.-]{0,94}\w)?\/)?\w(?:[\w.-]{0,94}\w)?$/;
const REVISION = /^[0-9a-f]{40}$/;

/**
 * What a checkpoint's name means: `owner/name@<commit>` is on the hub, anything without an @ a folder of the workspace.
 * @returns undefined for a folder.
 * @throws UserError where there is an @, but no repository before it or no whole commit after it.
 */
export function parseCheckpoint(checkpoint: string): HubCheckpoint | undefined {
  const at = checkpoint.indexOf("@");
  if (at < 0) return undefined;
  const [repository, revision] = [checkpoint.slice(0, at), checkpoint.slice(at + 1)];
  if (!REPOSITORY.test(repository) || /--|\.\./.test(repository)) {
    throw new UserError(
      `checkpoint "${checkpoint}": found repository "${repository}", expected owner/name@<commit>, ` +
        "or the path of a folder, which has no @",
    );
  }
  if (!REVISION.test(revision)) {
    throw new UserError(
      `checkpoint "${checkpoint}": found revision "${revision}", expected the 40 hexadecimal digits of a commit: ` +
        "a branch or a tag may move, and equal experiments would no longer give equal results. " +
        `Open ${repository} on the hub, then "Files" and "History"; each commit has a button that copies its hash`,
    );
  }
  return { repository, revision };
}
