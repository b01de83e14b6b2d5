import { UserError } from "@dalmeum/contracts";
import type { RaceFamily } from "@dalmeum/evaluation";
import { type LoadedExperiment, type Metric, parseReference, type Settings } from "@dalmeum/experiments";

/** What races against what, and by how much it has to be better. */
export interface RacePlan {
  readonly families: readonly RaceFamily[];
  /** By the references in the families. */
  readonly points: ReadonlyMap<string, LoadedExperiment>;
  /** Seeds that a point has at most. */
  readonly seeds: number;
  readonly metric: Metric;
  readonly smallestDifference: number;
}

/**
 * A race of a grid's points, by a metric or that of their hypothesis. Each is held against the point that differs in what their
 * hypothesis' control sets, and in nothing else: where it is `mixture:alpha=1`, the point `alpha=0,batchSize=16` against
 * `alpha=1,batchSize=16`.
 * @throws UserError where the hypothesis names no control of the same experiment, a control is no point, nothing differs from its
 * control, or points have other or too few seeds.
 */
export function planRace(points: readonly LoadedExperiment[], metric: Metric | undefined): RacePlan {
  const [first] = points;
  if (first === undefined) throw new UserError("--race: found no points, expected a control and others");
  const { name, experiment } = first;
  const { hypothesis } = experiment;
  const control = typeof hypothesis === "object" ? parseReference(hypothesis.control) : undefined;
  if (typeof hypothesis !== "object" || control?.name !== name) {
    throw new UserError(
      `--race: found no control in the hypothesis of ${name} that is a point of it, expected one such as ` +
        `hypothesis: { claim, control: "${name}:alpha=1", metric, smallestDifference }`,
    );
  }
  const families = new Map<string, { control: string; treatments: string[] }>();
  for (const point of points) {
    const against = controlOf(point, control.settings, points);
    const family = families.get(against.reference) ?? { control: against.reference, treatments: [] };
    families.set(against.reference, family);
    if (against !== point) family.treatments.push(point.reference);
  }
  const raced = [...families.values()].filter(({ treatments }) => treatments.length > 0);
  if (raced.length === 0) {
    throw new UserError(
      `--race: found nothing that differs from its control; give --set another ${namesOf(control.settings)}`,
    );
  }
  return {
    families: raced,
    points: new Map(points.map((point) => [point.reference, point])),
    seeds: seedsOf(points),
    metric: metric ?? hypothesis.metric,
    smallestDifference: hypothesis.smallestDifference,
  };
}

function controlOf(point: LoadedExperiment, settings: Settings, points: readonly LoadedExperiment[]): LoadedExperiment {
  const wanted = { ...point.settings, ...settings };
  const names = Object.keys(wanted);
  const found = points.find((each) => names.every((name) => each.settings[name] === wanted[name]));
  if (found !== undefined) return found;
  const missing = Object.entries(settings).map(([name, value]) => `${name}=${String(value)}`);
  throw new UserError(
    `--race: ${point.reference} is held against ${missing.join(",")}, which is not swept; add it to --set`,
  );
}

function seedsOf(points: readonly LoadedExperiment[]): number {
  const [seeds = 0, ...others] = new Set(points.map(({ experiment }) => experiment.seeds.length));
  if (seeds < 2 || others.length > 0) {
    throw new UserError(
      `--race: found points of ${[seeds, ...others].join(" and ")} seeds, expected 2 or more, as many of each; --seeds sets them`,
    );
  }
  return seeds;
}

const namesOf = (settings: Settings): string => Object.keys(settings).join(", ");
