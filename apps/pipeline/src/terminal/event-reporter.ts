import type { NodeEvent } from "@dalmeum/clusters";
import type { Reporter } from "@dalmeum/contracts";
import type { OutputStream } from "./progress.ts";

/** Tells a program, in lines of JSON. */
export interface EventReporter extends Reporter {
  tell(event: NodeEvent): void;
}

/** Nobody reads faster. */
const SHORTEST_MS = 1000;

export function createEventReporter(stdout: OutputStream): EventReporter {
  const tell = (event: NodeEvent): void => void stdout.write(`${JSON.stringify(event)}\n`);
  return {
    tell,
    say: (text) => {
      tell({ kind: "says", text });
    },
    progress: (label, unit = "pairs") => {
      let toldAt = -Infinity;
      return {
        resumeAt: () => undefined,
        update: (done, total, details = []) => {
          const now = performance.now();
          if (now - toldAt < SHORTEST_MS && done < total) return;
          toldAt = now;
          tell({ kind: "progress", label: label.trim(), done, total, unit, details: [...details] });
        },
        finish: () => undefined,
      };
    },
  };
}
