import type { ExperimentSummary } from "@dalmeum/standing/types";

/** What of a standing is shown, as the address says; absent where it does not matter. */
export interface StandingFilter {
  readonly owner: string | null;
  readonly module: string | null;
  readonly encoder: string | null;
  /** Part of the reference. */
  readonly name: string | null;
}

/** What changes a query to one that filters nothing. */
export const NO_FILTER = { owner: "", module: "", encoder: "", name: "" } satisfies Record<
  keyof StandingFilter,
  string
>;

export const filterOf = (query: URLSearchParams): StandingFilter => ({
  owner: query.get("owner"),
  module: query.get("module"),
  encoder: query.get("encoder"),
  name: query.get("name"),
});

/** A query with some values changed; an empty one is left out. */
export function withValues(query: URLSearchParams, values: Readonly<Record<string, string>>): URLSearchParams {
  const changed = { ...Object.fromEntries(query), ...values };
  return new URLSearchParams(Object.entries(changed).filter(([, value]) => value !== ""));
}

/** Whether an experiment is shown. */
export const passes = (filter: StandingFilter, experiment: ExperimentSummary): boolean =>
  (filter.owner === null || experiment.owners.includes(filter.owner)) &&
  (filter.module === null || experiment.modules.includes(filter.module)) &&
  (filter.encoder === null || experiment.encoder === filter.encoder) &&
  (filter.name === null || normal(experiment.reference).includes(normal(filter.name)));

/** As people type it: composed Hangul, and no capitals. */
const normal = (text: string): string => text.normalize("NFC").toLowerCase();

/** Every value that some experiment has. */
export function choicesOf(experiments: readonly ExperimentSummary[]): Record<"owner" | "module" | "encoder", string[]> {
  const sorted = (values: readonly (string | null)[]): string[] =>
    [...new Set(values.filter((value) => value !== null))].toSorted();
  return {
    owner: sorted(experiments.flatMap(({ owners }) => owners)),
    module: sorted(experiments.flatMap(({ modules }) => modules)),
    encoder: sorted(experiments.map(({ encoder }) => encoder)),
  };
}
