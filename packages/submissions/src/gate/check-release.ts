import { parseManifest } from "@dalmeum/experiments";
import { fileAt, filesAt, hasCommit } from "@dalmeum/runs";
import { counted } from "@dalmeum/contracts";
import { type GateVerdict, verdictOf, warning } from "../verdicts/verdict.ts";
import type { GateTask } from "./gate-task.ts";

/** A submission is of a commit that was released: it alone builds the submission again. */
export async function checkRelease({ root, manifest }: GateTask): Promise<GateVerdict> {
  const { commit, version } = manifest;
  if (commit === "unknown") return warning("release", `version ${version} of the pipeline, of no known commit`);
  const problems: string[] = [];
  if (commit.dirty) problems.push("it was written with uncommitted changes: commit them, then submit again");
  const pending = (await filesAt(root, commit.hash, ".changeset/")).filter(isChangeset);
  if (pending.length > 0) {
    problems.push(
      `its commit has ${counted(pending.length, "changeset")} that no version holds: \`npx changeset version\`, commit, then submit again`,
    );
  }
  const released = await versionAt(root, commit.hash);
  if (released !== undefined && released !== version) {
    problems.push(`the record says version ${version} of the pipeline, its commit has ${released}`);
  }
  const text = `version ${version} of the pipeline, commit ${commit.hash.slice(0, 8)}`;
  if (problems.length > 0 || (await hasCommit(root, commit.hash))) return verdictOf("release", text, problems);
  return warning("release", `${text}, which is not here: whether it was released cannot be looked at`);
}

const isChangeset = (file: string): boolean => file.endsWith(".md") && !file.endsWith("/README.md");

/** What a version is of. */
const RELEASED = "apps/pipeline/package.json";

/** Undefined where the pipeline is not part of the workspace, but installed. */
async function versionAt(root: string, commit: string): Promise<string | undefined> {
  const text = await fileAt(root, commit, RELEASED);
  return text === undefined ? undefined : parseManifest(text, RELEASED).version;
}
