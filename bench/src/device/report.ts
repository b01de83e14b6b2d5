import { table } from "../report/markdown.ts";
import { FULL_PLAN } from "./plan.ts";
import type { Part, Result } from "./result.ts";

/** How far losses and gradient norms may lie from those recorded on a CPU, relative to them. */
export const CHECK_TOLERANCE = 1e-3;

/** What the project aims at there. */
const TARGETS = { eager: 1.5, compiled: 1, epochSeconds: 5 } as const;
const TARGET_CASE = { model: "bert-12x768", length: 128, precision: "bfloat16" } as const;

/** Results as Markdown, our side and PyTorch's together. */
export function reportOf(results: readonly Result[]): string {
  const of = <Name extends Result["part"]>(part: Name) =>
    results.filter((result): result is Part<Name> => result.part === part);
  const speeds = of("speed");
  return [
    ...of("machine").map(machineLine),
    ...of("check").map(checkLine),
    ...(speeds.length === 0 ? [] : [speedTable(speeds), ...targetLines(speeds)]),
    ...of("epoch").map(epochLine),
    ...of("failed").map(({ what, reason }) => `**Failed: ${what}.** ${reason}`),
  ].join("\n\n");
}

const machineLine = ({ versions, capacity }: Part<"machine">): string =>
  Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(", ") + (capacity === null ? "." : `; ${gigabytes(capacity)} GB for arrays.`);

function checkLine(check: Part<"check">): string {
  const { worst, repeats, losses, firstStepSeconds, secondFirstStepSeconds } = check;
  const verdict =
    worst === null
      ? "recorded"
      : `${worst <= CHECK_TOLERANCE ? "met" : "**missed**"}: at most ${worst.toExponential(1)} off`;
  return (
    `${losses.length} updates of e5-small-ko in float32, against those of a CPU (at most ${CHECK_TOLERANCE} off): ${verdict}. ` +
    `A second training ${repeats ? "gave the same bytes" : "gave **other bytes**"}. First step after ` +
    `${firstStepSeconds.toFixed(1)} s, of the second training after ${secondFirstStepSeconds.toFixed(1)} s.`
  );
}

function speedTable(speeds: readonly Part<"speed">[]): string {
  const rows = speeds.toSorted((a, b) => keyOf(a).localeCompare(keyOf(b)));
  return table(
    ["model", "length", "precision", "who", "tokens/s", "tokens/s, each loss read", "first step, s", "memory, GB"],
    rows.map((speed) => [
      ...[speed.model, String(speed.length), speed.precision, speed.runtime],
      ...[speed.lateSeconds, speed.readSeconds].map((each) => tokensPerSecond(speed, each).toLocaleString("en-US")),
      ...[speed.firstStepSeconds.toFixed(1), speed.memory === null ? "" : gigabytes(speed.memory)],
    ]),
  );
}

/** Ratios of what both sides measured; a target is of one case alone. */
function targetLines(speeds: readonly Part<"speed">[]): readonly string[] {
  const ours = speeds.find((speed) => speed.runtime === "xla" && keyOf(speed) === keyOf(TARGET_CASE));
  if (ours === undefined) return [];
  const peers = [
    ["pytorch", TARGETS.eager],
    ["torch.compile", TARGETS.compiled],
  ] as const;
  return peers.flatMap(([runtime, target]) => {
    const peer = speeds.find((speed) => speed.runtime === runtime && keyOf(speed) === keyOf(TARGET_CASE));
    if (peer === undefined) return [];
    const ratio = peer.lateSeconds / ours.lateSeconds;
    const { model, length, precision } = TARGET_CASE;
    const verdict = ratio >= target ? "met" : "missed";
    return `${model}, length ${length}, ${precision}: xla / ${runtime} ${ratio.toFixed(2)}, target at least ${target}: ${verdict}.`;
  });
}

function epochLine({ pairs, updates, programs, seconds, compileSeconds, firstLoss, lastLoss }: Part<"epoch">): string {
  const computing = seconds - compileSeconds;
  const verdict = `, target at most ${TARGETS.epochSeconds}: ${computing <= TARGETS.epochSeconds ? "met" : "missed"}`;
  return (
    `An epoch of e5-small-ko, ${pairs} pairs in ${updates} updates: ${computing.toFixed(1)} s` +
    `${pairs === FULL_PLAN.epochPairs ? verdict : ""}; and ${compileSeconds.toFixed(1)} s of compiling ` +
    `${programs} programs. Loss from ${firstLoss.toFixed(3)} to ${lastLoss.toFixed(3)}.`
  );
}

type Case = Pick<Part<"speed">, "model" | "length" | "precision">;
const keyOf = ({ model, length, precision }: Case): string => `${model} ${String(length).padStart(6)} ${precision}`;

const tokensPerSecond = ({ batchSize, length }: Part<"speed">, seconds: number): number =>
  Math.round((batchSize * length) / seconds);

const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(2);
