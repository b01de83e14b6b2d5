import { relative, resolve } from "node:path";
import { counted, UserError } from "@dalmeum/contracts";
import { findWorkspaceRoot } from "@dalmeum/experiments";
import {
  createRunReader,
  openMlflow,
  openTensorboard,
  readMlflowSettings,
  type Tracked,
  type Tracker,
  trackRuns,
} from "@dalmeum/trackers";
import type { CommonFlags, Context } from "../terminal/context.ts";
import { createReporter } from "../terminal/reporter.ts";

export interface TrackFlags extends CommonFlags {
  readonly mlflow?: string;
  readonly tensorboard?: string;
  readonly follow: boolean;
}

/** What became of a run. */
interface SentRun extends Tracked {
  readonly path: string;
  readonly state: string;
}

/** Send runs to a tracker, each once; those that train as far as they are. */
export async function track(this: Context, flags: TrackFlags, ...experiments: readonly string[]): Promise<void> {
  const { name, open } = trackerOf(flags, this.cwd);
  const root = findWorkspaceRoot(this.cwd);
  const reporter = createReporter(this.process, flags.json);
  const reader = createRunReader(root, experiments);
  const told = new Map<string, SentRun>();
  await trackRuns({
    ...{ reader, open, follow: flags.follow, signal: this.signal },
    onRun: (run, tracked) => {
      const { path, state } = run;
      const before = told.get(path);
      told.set(path, { path, state, ...summed(before, tracked) });
      const isNews = before === undefined ? tracked.outcome !== "unchanged" : before.state !== state;
      if (isNews) reporter.say(runLine({ path, state, ...tracked }));
    },
    onWait: ({ message }) => {
      reporter.say(`${message}; asked again every few seconds, Ctrl-C ends it`);
    },
  });
  for (const path of reader.damaged) reporter.say(`${path}: run.json is damaged, and not sent`);
  const all = [...told.values()];
  const changed = all.filter(({ outcome }) => outcome === "sent" || outcome === "continued").length;
  reporter.result(all, [
    all.length === 0
      ? "There are no runs"
      : `${name}: ${counted(changed, "run")} sent, ${all.length - changed} unchanged`,
  ]);
}

function trackerOf({ mlflow, tensorboard }: TrackFlags, cwd: string) {
  if (mlflow !== undefined && tensorboard === undefined) {
    const settings = readMlflowSettings(mlflow, process.env);
    const open = (signal: AbortSignal): Promise<Tracker> => openMlflow(settings, signal);
    return { name: `experiment "${settings.experiment}" of ${settings.address}`, open };
  }
  if (tensorboard !== undefined && mlflow === undefined) {
    const folder = resolve(cwd, tensorboard);
    return { name: relative(cwd, folder) || ".", open: () => Promise.resolve(openTensorboard(folder)) };
  }
  throw new UserError(
    `found ${mlflow === undefined ? "no tracker" : "two trackers"}, expected one: \`npx dalmeum track --mlflow http://host:5000\`, ` +
      "or `npx dalmeum track --tensorboard folder`",
  );
}

/** Of a run that was sent in several parts, what became of all. */
function summed(before: Tracked | undefined, { outcome, points }: Tracked): Tracked {
  if (before === undefined) return { outcome, points };
  const kept = outcome === "unchanged" || before.outcome === "sent" ? before.outcome : outcome;
  return { outcome: kept, points: before.points + points };
}

function runLine({ path, state, outcome, points }: SentRun): string {
  if (outcome === "removed") return `${path}: was deleted there, and stays so`;
  return `${path}: ${state}, ${counted(points, "point")} sent`;
}
