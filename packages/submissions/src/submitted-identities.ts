import { ledgerEntries } from "./ledger/ledger-entries.ts";
import { readSubmissionManifest } from "./manifest.ts";
import { candidateFolders } from "./submission-folder.ts";

/**
 * Identities of the runs that submissions are made of, whether they were handed in or may be.
 * @throws UserError where a manifest is damaged.
 */
export function submittedIdentities(root: string): ReadonlySet<string> {
  const candidates = candidateFolders(root).map(readSubmissionManifest);
  const manifests = [...ledgerEntries(root).map(({ manifest }) => manifest), ...candidates];
  return new Set(
    manifests.flatMap(({ members }) => members.flatMap(({ runs }) => runs.map(({ identity }) => identity))),
  );
}
