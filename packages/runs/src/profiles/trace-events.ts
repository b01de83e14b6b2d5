import { STEPS, type StepName, type UpdatesProfile } from "./profile-updates.ts";

/**
 * One event of Chrome's trace event format, which Perfetto opens: "X" is a span, "M" names a track. Times are in
 * microseconds.
 */
export type TraceEvent =
  | {
      readonly ph: "X";
      readonly name: string;
      readonly cat: string;
      readonly ts: number;
      readonly dur: number;
      readonly pid: number;
      readonly tid: number;
      readonly args: Readonly<Record<string, string | number>>;
    }
  | {
      readonly ph: "M";
      readonly name: "process_name" | "thread_name";
      readonly pid: number;
      readonly tid: number;
      readonly args: { readonly name: string };
    };

/** Tracks, from top to bottom. */
const TRACKS = ["updates", "steps", "kernels"] as const;
const PID = 1;

/** The updates, the runs of their two steps and the kernels of those as spans on three tracks, from the first update on. */
export function traceEvents(title: string, { updates, steps }: UpdatesProfile): readonly TraceEvent[] {
  const origin = updates[0]?.start ?? 0;
  const span = (
    track: (typeof TRACKS)[number],
    name: string,
    [start, duration]: readonly [start: number, duration: number],
    args: Readonly<Record<string, string | number>>,
  ): TraceEvent => ({
    ...{ ph: "X", name, cat: track, pid: PID, tid: TRACKS.indexOf(track) + 1, args },
    ts: microseconds(start - origin),
    dur: microseconds(duration),
  });
  const stepSpans = (step: StepName): readonly TraceEvent[] =>
    steps[step].flatMap(({ start, duration, kernels }) => [
      span("steps", STEPS[step], [start, duration], {}),
      ...kernels.map(({ name, operator, detail, start: after, duration: took }) =>
        span("kernels", operator, [start + after, took], { node: name, detail }),
      ),
    ]);
  return [
    { ph: "M", name: "process_name", pid: PID, tid: 0, args: { name: title } },
    ...TRACKS.map(
      (track, index) => ({ ph: "M", name: "thread_name", pid: PID, tid: index + 1, args: { name: track } }) as const,
    ),
    ...updates.map(({ start, duration, tokens }, index) =>
      span("updates", `update ${index + 1}`, [start, duration], { tokens }),
    ),
    ...stepSpans("gradient"),
    ...stepSpans("update"),
  ];
}

/** To the nanosecond. */
const microseconds = (milliseconds: number): number => Math.round(milliseconds * 1e6) / 1000;
