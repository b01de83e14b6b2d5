import type { EvidenceRun } from "./candidate-runs.ts";
import { engineText } from "./engine-choice.ts";

type ComputedRun = Pick<EvidenceRun, "engine" | "path" | "record">;

/**
 * The engine and precision whose runs are taken: what has the most keys, and of several that have as many, what finished
 * last.
 * @param slots the runs that each key has.
 * @returns no engine where none computed anything.
 */
export function preferredEngine(slots: readonly (readonly ComputedRun[])[]): {
  readonly engine: string | undefined;
  readonly warnings: readonly string[];
} {
  const engines = new Map<string, { slots: number; finishedAt: number }>();
  for (const slot of slots) {
    const seen = new Set<string>();
    for (const { engine, record } of slot) {
      const text = engineText(engine);
      if (text === undefined) continue;
      const known = engines.get(text) ?? { slots: 0, finishedAt: -Infinity };
      engines.set(text, {
        slots: known.slots + (seen.has(text) ? 0 : 1),
        finishedAt: Math.max(known.finishedAt, Date.parse(record.result.finishedAt)),
      });
      seen.add(text);
    }
  }
  const ranked = [...engines].toSorted(([, a], [, b]) => b.slots - a.slots || b.finishedAt - a.finishedAt);
  const [first, ...others] = ranked;
  if (first === undefined) return { engine: undefined, warnings: [] };
  const [engine, { slots: most }] = first;
  const needed = slots.filter((slot) => slot.some((run) => engineText(run.engine) !== undefined)).length;
  const rivals = others.filter(([, { slots: count }]) => count === most && most === needed).map(([name]) => name);
  if (rivals.length === 0) return { engine, warnings: [] };
  return {
    engine,
    warnings: [
      `There are runs of ${[engine, ...rivals].join(" and of ")}; those of ${engine} are taken, which finished last. --engine and --precision choose.`,
    ],
  };
}

/** Says where runs of several engines or precisions had to be taken. */
export function mixtureWarnings(runs: readonly ComputedRun[]): readonly string[] {
  const counts = new Map<string, number>();
  // An experiment may stand in several arms.
  for (const { engine } of new Map(runs.map((run) => [run.path, run])).values()) {
    const text = engineText(engine);
    if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  if (counts.size <= 1) return [];
  const told = [...counts].map(([engine, count]) => `${count} of ${engine}`).join(", ");
  return [`No engine has all runs, so those of several are taken: ${told}. They may differ by that alone.`];
}
