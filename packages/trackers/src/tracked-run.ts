/** A run as trackers show it: scores and options, no sentence and no prediction. */
export interface TrackedRun {
  /** Its folder, from the workspace root, with slashes. */
  readonly path: string;
  readonly experiment: string;
  /** The experiment with its settings, `name:alpha=0.5`. */
  readonly reference: string;
  /** The same as the name of a folder. */
  readonly slug: string;
  readonly seed: number;
  /** From 1; undefined where the experiment has no folds. */
  readonly fold: number | undefined;
  readonly identity: string;
  /** `stopped` is what may be continued. */
  readonly state: "finished" | "running" | "failed" | "stopped";
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** The same; undefined while it runs. */
  readonly endedAt: number | undefined;
  /** Every option by where it stands, `objective.terms[0].weight`. */
  readonly options: readonly (readonly [path: string, value: string])[];
  /** What it is to show. */
  readonly claim: string | undefined;
  readonly commit: { readonly hash: string; readonly dirty: boolean } | undefined;
  /** Undefined of what computes nothing. */
  readonly engine: { readonly name: string; readonly precision: string } | undefined;
  readonly host: string;
  /** GitHub name without its @; undefined where nobody has taken the experiment. */
  readonly owner: string | undefined;
  /** Read when it is asked for: most runs are known to trackers already. */
  series(): readonly Series[];
}

/** What is measured, step after step. */
export interface Series {
  /** With a slash, `dev/pearson`: trackers group by what stands before it. */
  readonly name: string;
  /** By step, each once. */
  readonly points: readonly Point[];
}

export interface Point {
  readonly step: number;
  readonly value: number;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** The points past a step, in the order in which they are sent. */
export function pointsAfter(series: readonly Series[], lastStep: (name: string) => number | undefined) {
  return series
    .flatMap(({ name, points }) => {
      const last = lastStep(name) ?? -Infinity;
      return points.filter(({ step }) => step > last).map((point) => ({ name, ...point }));
    })
    .toSorted((a, b) => a.step - b.step);
}
