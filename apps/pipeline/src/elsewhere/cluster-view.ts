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
  readonly latest?: RunProgress;
  /** When what it does now was first heard of, and how far it was then: a run that goes on from a checkpoint is far already. */
  readonly begun?: { readonly at: number; readonly done: number };
}

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

  const nodeLine = ([node, { identity, since, latest }]: readonly [string, Underway]): string => {
    const head = `${node}  ${names.get(identity) ?? identity}`;
    if (latest === undefined) return `${head}  ${duration(now() - since)}`;
    const { label, done, total, details } = latest;
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
  /** Of what a run does now, which is training for most of its time; undefined before it tells. */
  const leftOf = ({ latest, begun }: Underway): number | undefined => {
    if (latest === undefined || begun === undefined || latest.done <= begun.done) return undefined;
    return ((now() - begun.at) * (latest.total - latest.done)) / (latest.done - begun.done);
  };
  const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  /** By what runs took, else what those under way will take; undefined before anything tells. */
  const secondsLeft = (): number | undefined => {
    const running = [...underway.values()].map((run) => ({ passed: now() - run.since, left: leftOf(run) }));
    const expected = running.flatMap(({ passed, left }) => (left === undefined ? [] : [passed + left]));
    const known = took.length > 0 ? took : expected;
    if (known.length === 0 || underway.size === 0) return undefined;
    const each = meanOf(known);
    const waiting = (names.size - ended - underway.size) * each;
    const work = running.reduce((sum, { passed, left = Math.max(each - passed, 0) }) => sum + left, waiting);
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
          underway.set(node, advanced(underway.get(node), event, now()));
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

/** @param before what was known of the node's run; of another, nothing. */
function advanced(
  before: Underway | undefined,
  event: RunProgress & { readonly identity: string },
  now: number,
): Underway {
  const { identity, label, done } = event;
  const known = before?.identity === identity ? before : undefined;
  const same = known?.latest?.label === label ? known.begun : undefined;
  return { identity, since: known?.since ?? now, latest: event, begun: same ?? { at: now, done } };
}
