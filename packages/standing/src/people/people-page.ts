import type { Author, Blend, Module, ModuleContribution, PeoplePage, Person } from "../types/index.ts";
import type { ExperimentSummary } from "../types/index.ts";
import type { FoundModule } from "./find-modules.ts";
import type { Authorship } from "./git-history.ts";
import type { Ownership } from "./ownership.ts";

export interface PeopleFacts {
  readonly modules: readonly FoundModule[];
  readonly ownership: Ownership;
  readonly history: readonly Authorship[];
  readonly experiments: readonly ExperimentSummary[];
  readonly blends: readonly Blend[];
}

/** Whose module is in which experiment, what it adds, and what nobody has taken. */
export function peoplePage({ modules, ownership, history, experiments, blends }: PeopleFacts): PeoplePage {
  const byFile = historyByFile(history);
  const known = modules.map(
    ({ name, kind, file }): Module => ({
      ...{ name, kind, file },
      owners: file === null ? [] : ownership.ownersOf(file),
      ...writtenBy(file === null ? [] : (byFile.get(file) ?? [])),
      experiments: experiments.filter((experiment) => experiment.modules.includes(name)).map(({ id }) => id),
      adds: blends.flatMap((blend) => contributions(name, blend)),
    }),
  );
  return { people: peopleOf(ownership, known, experiments), modules: known, authors: authorsOf(history, known) };
}

function historyByFile(history: readonly Authorship[]): ReadonlyMap<string, readonly Authorship[]> {
  const byFile = new Map<string, Authorship[]>();
  for (const commit of history) {
    for (const file of commit.files) {
      const known = byFile.get(file);
      if (known) known.push(commit);
      else byFile.set(file, [commit]);
    }
  }
  return byFile;
}

function writtenBy(commits: readonly Authorship[]): Pick<Module, "authors" | "changedAt"> {
  return { authors: countAuthors(commits).map(([name]) => name), changedAt: commits[0]?.at ?? null };
}

/** Most commits first. */
function countAuthors(commits: readonly Authorship[]): readonly (readonly [name: string, commits: number])[] {
  const counts = new Map<string, number>();
  for (const { author } of commits) counts.set(author, (counts.get(author) ?? 0) + 1);
  return [...counts].toSorted(([a, more], [b, less]) => less - more || (a < b ? -1 : 1));
}

function contributions(name: string, { experiment, modules }: Blend): readonly ModuleContribution[] {
  return modules
    .filter((group) => group.modules.includes(name))
    .map((group) => ({
      blend: experiment,
      together: group.modules.filter((other) => other !== name),
      adds: group.adds,
    }));
}

function peopleOf(
  { rules, ownersOf }: Ownership,
  modules: readonly Module[],
  experiments: readonly ExperimentSummary[],
): readonly Person[] {
  const folderOwners = experiments.map(({ id, name }) => ({ id, owners: ownersOf(`experiments/${name}/`) }));
  const names = [...modules, ...folderOwners].flatMap(({ owners }) => owners);
  return [...new Set(names)].toSorted().map((name) => ({
    name,
    owns: rules.filter(({ owners }) => owners.includes(name)).map(({ pattern }) => pattern),
    modules: modules.filter(({ owners }) => owners.includes(name)).map((module) => module.name),
    experiments: folderOwners.filter(({ owners }) => owners.includes(name)).map(({ id }) => id),
  }));
}

function authorsOf(history: readonly Authorship[], modules: readonly Module[]): readonly Author[] {
  return countAuthors(history).map(([name, commits]) => ({
    ...{ name, commits },
    lastAt: history.find(({ author }) => author === name)?.at ?? 0,
    modules: modules.filter(({ authors }) => authors.includes(name)).map((module) => module.name),
  }));
}
