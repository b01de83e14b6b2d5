import type { LoadedExperiment } from "@dalmeum/experiments";

/**
 * An experiment with as many seeds: its own first, then the smallest integers that are none of them. What has one run keeps
 * that.
 */
export function withSeeds(loaded: LoadedExperiment, count: number | undefined): LoadedExperiment {
  const { experiment } = loaded;
  if (count === undefined || experiment.kind === "ensemble" || experiment.kind === "predictions") return loaded;
  const seeds = experiment.seeds.slice(0, count);
  for (let seed = 1; seeds.length < count; seed++) if (!seeds.includes(seed)) seeds.push(seed);
  return { ...loaded, experiment: { ...experiment, seeds } };
}
