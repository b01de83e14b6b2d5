import type { LoadedExperiment } from "../experiments/load-experiment.ts";

/** An experiment with as many seeds: its own first, then the smallest integers that are none of them. */
export function withSeeds(loaded: LoadedExperiment, count: number | undefined): LoadedExperiment {
  if (count === undefined) return loaded;
  const seeds = loaded.experiment.seeds.slice(0, count);
  for (let seed = 1; seeds.length < count; seed++) if (!seeds.includes(seed)) seeds.push(seed);
  return { ...loaded, experiment: { ...loaded.experiment, seeds } };
}
