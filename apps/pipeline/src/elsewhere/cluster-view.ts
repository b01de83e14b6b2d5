import type { ClusterEvent, RunProgress } from "@dalmeum/clusters";
import { counted } from "@dalmeum/contracts";
import { duration } from "../terminal/format.ts";
import type { LiveLines } from "../terminal/live-lines.ts";

/** A line a node, and one for the whole. */
export interface ClusterView {
  heard(event: ClusterEvent): void;
}

interface Underway {
  readonly identity: string;
  readonly since: number;
  readonly progress?: RunProgress;
}

/** How a run that trains is told from one that predicts what it has trained. */
const TRAINING = "training";

/**
 * @param names of the runs, by their identity.
 * @param now seconds, ever rising.
 */
export function createClusterView(
  lines: LiveLines,
  names: ReadonlyMap<string, string>,
  now = () => performance.now() / 1000,
): ClusterView {
  const underway = new Map<string, Underway>();
  const took: number[] = [];
  let ended = 0;

  const nodeLine = ([node, { identity, since, progress }]: readonly [string, Underway]): string => {
    const head = `${node}  ${names.get(identity) ?? identity}`;
    if (progress === undefined) return `${head}  ${duration(now() - since)}`;
    const { label, done, total, details } = progress;
    return [head, `${label} ${Math.floor((100 * done) / Math.max(total, 1))} %`, ...details].join("  ");
  };
  const wholeLine = (): string => {
    const left = secondsLeft();
    return [
      `${ended} of ${counted(names.size, "run")}`,
      ...(underway.size === 0 ? ["waits for a node"] : [`${counted(underway.size, "node")} at work`]),
      ...(left === undefined ? [] : [`${duration(left)} left`]),
    ].join("  ");
  };
  /** By what runs took so far; undefined before anything tells. */
  const secondsLeft = (): number | undefined => {
    const shares = [...underway.values()].map(({ since, progress }) => ({
      seconds: now() - since,
      share: shareOf(progress),
    }));
    const expected = shares.flatMap(({ seconds, share }) => (share > 0.02 ? [seconds / share] : []));
    const known = took.length > 0 ? took : expected;
    if (known.length === 0 || underway.size === 0) return undefined;
    const each = known.reduce((sum, seconds) => sum + seconds, 0) / known.length;
    const waiting = names.size - ended - underway.size;
    const work = shares.reduce((sum, { share }) => sum + each * (1 - share), waiting * each);
    return work / underway.size;
  };
  const show = (): void => {
    lines.show(() => [...[...underway].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(nodeLine), wholeLine()]);
  };
  const leave = (node: string, identity: string): Underway | undefined => {
    const left = underway.get(node);
    if (left?.identity === identity) underway.delete(node);
    return left;
  };
  return {
    heard: (event) => {
      const { identity, node } = event;
      const name = names.get(identity) ?? identity;
      switch (event.kind) {
        case "starts":
          underway.set(node, { identity, since: now() });
          lines.say(`${node}: ${name} starts`);
          break;
        case "progress":
          underway.set(node, { since: now(), ...underway.get(node), identity, progress: event });
          break;
        case "says":
          lines.say(`${node}: ${name}: ${event.text}`);
          break;
        case "stored": {
          const run = leave(node, identity);
          if (run !== undefined) took.push(now() - run.since);
          ended++;
          break;
        }
        case "failed":
          leave(node, identity);
          ended++;
          lines.say(`${node}: ${name} failed: ${event.reason}`);
          break;
        case "lost":
          leave(node, identity);
          lines.say(`${node}: ${name} is lost, and is made again: ${event.reason}`);
          break;
        case "unfit":
          leave(node, identity);
          lines.say(`${node} is unfit: ${event.reason}`);
          break;
      }
      show();
    },
  };
}

/** Predicting takes a small part of a run. */
const shareOf = (progress: RunProgress | undefined): number => {
  if (progress === undefined) return 0;
  return progress.label === TRAINING ? (0.95 * progress.done) / Math.max(progress.total, 1) : 0.95;
};
