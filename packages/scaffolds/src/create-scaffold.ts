import { UserError } from "@dalmeum/contracts";
import { workspacePackages } from "@dalmeum/experiments";
import { readOwners, withOwners } from "@dalmeum/owners";
import type { Change } from "./change.ts";
import { checkName } from "./check-name.ts";
import { formatted } from "./formatted.ts";
import { type Kind, type ModuleKind, PLACES } from "./kinds.ts";
import { newDataset } from "./new-dataset.ts";
import { newExperiment, type NewExperimentOptions } from "./new-experiment.ts";
import { newModule } from "./new-module.ts";
import { writeChanges } from "./write-changes.ts";

export interface ScaffoldRequest extends NewExperimentOptions {
  readonly kind: Kind;
  /** Of its file or folder, in kebab-case. */
  readonly name: string;
  /** As CODEOWNERS names people; undefined where nobody is named, and CODEOWNERS stays as it is. */
  readonly owner: string | undefined;
}

/** What was written, relative to the workspace root. */
export interface Scaffold {
  readonly created: readonly string[];
  readonly edited: readonly string[];
  /** What CODEOWNERS has, or would have, of it. */
  readonly ownerPattern: string;
}

/** A name or a team of GitHub's, or an address. */
const OWNER = /^(@[a-z\d](-?[a-z\d])*(\/[\w.-]+)?|[^\s@#]+@[^\s@#]+\.[^\s@#]+)$/i;

/**
 * Write what a new module, experiment or dataset begins with: all of it, or nothing.
 * @throws UserError where its name is taken or cannot be one, or a file that it would create is there.
 */
export async function createScaffold(root: string, request: ScaffoldRequest): Promise<Scaffold> {
  const { kind, name, owner } = request;
  checkName(name);
  if (owner !== undefined && !OWNER.test(owner)) {
    throw new UserError(`found the owner "${owner}", expected a name of GitHub's, e.g. @mina, or a team's, @us/losses`);
  }
  const isPackage = kind === "experiment" || kind === "dataset";
  if (isPackage) expectFreePackage(root, kind, name);
  const changes = await Promise.all(changesOf(root, request).map((change) => formatted(root, change)));
  const ownerPattern = isPackage ? `/${kind}s/${name}/` : modulePattern(kind, name);
  if (owner !== undefined) {
    const { file, text } = readOwners(root);
    changes.push({ kind: "edit", path: file, text: withOwners(text, ownerPattern, [owner]) });
  }
  writeChanges(root, changes);
  const pathsOf = (wanted: Change["kind"]): readonly string[] =>
    changes.filter((change) => change.kind === wanted).map(({ path }) => path);
  return { created: pathsOf("create"), edited: pathsOf("edit"), ownerPattern };
}

function changesOf(root: string, { kind, name, from, data }: ScaffoldRequest): readonly Change[] {
  if (kind === "experiment") return newExperiment(root, name, { from, data });
  if (kind === "dataset") return newDataset(name);
  return newModule(root, kind, name);
}

/** @throws UserError where a package of the workspace has the name that the new one would have. */
function expectFreePackage(root: string, kind: "experiment" | "dataset", name: string): void {
  const packageName = kind === "experiment" ? `@dalmeum/experiment-${name}` : `@dalmeum/${name}`;
  const taken = workspacePackages(root).find((each) => each.name === packageName);
  if (taken === undefined) return;
  throw new UserError(`found the name "${name}", but ${taken.folder} is ${packageName} already; take another`);
}

/** Its file and its test. */
function modulePattern(kind: ModuleKind, name: string): string {
  const { folder, within } = PLACES[kind];
  return `/${folder}/src/${within}${name}.*`;
}
