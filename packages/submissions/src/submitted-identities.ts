import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { experimentNames } from "@dalmeum/experiments";
import { ledgerEntries } from "./ledger/ledger-entries.ts";
import { MANIFEST, readSubmissionManifest } from "./manifest.ts";

/**
 * Identities of the runs that submissions are made of, whether they were handed in or may be.
 * @throws UserError where a manifest is damaged.
 */
export function submittedIdentities(root: string): ReadonlySet<string> {
  const candidates = experimentNames(root).flatMap((name) => {
    const folder = join(root, "experiments", name);
    const submissions = readdirSync(folder).filter((each) => each.startsWith("submission"));
    return submissions.map((each) => join(folder, each)).filter((each) => existsSync(join(each, MANIFEST)));
  });
  const manifests = [...ledgerEntries(root).map(({ manifest }) => manifest), ...candidates.map(readSubmissionManifest)];
  return new Set(
    manifests.flatMap(({ members }) => members.flatMap(({ runs }) => runs.map(({ identity }) => identity))),
  );
}
