import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CompiledStep, KernelTime, RunProfile } from "@dalmeum/contracts";
import { z } from "zod";
import { shapeText } from "../shape-text.ts";

/** Where onnxruntime writes a session's trace. */
export interface TraceFolder {
  /** Start of the trace file's path. */
  readonly prefix: string;
  /** The trace's text; the folder is gone afterwards. */
  take(): string;
}

export function createTraceFolder(): TraceFolder {
  const folder = mkdtempSync(join(tmpdir(), "dalmeum-profile-"));
  return {
    prefix: join(folder, "trace"),
    take: () => {
      try {
        const [file = "trace"] = readdirSync(folder);
        return readFileSync(join(folder, file), "utf8");
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/** A step whose session writes a trace; the session finishes the file when it is released. */
export function tracedStep(step: CompiledStep, trace: TraceFolder): CompiledStep {
  const runs: Omit<RunProfile, "kernels">[] = [];
  let ended = false;
  const end = async (): Promise<string> => {
    ended = true;
    await step.dispose();
    return trace.take();
  };
  return {
    ...step,
    run: async (inputs, outputs) => {
      const start = performance.now();
      await step.run(inputs, outputs);
      runs.push({ start, duration: performance.now() - start });
    },
    endProfile: async () => {
      const kernels = kernelsOfRuns(await end());
      if (kernels.length !== runs.length) {
        throw new Error(`onnxruntime's trace has ${kernels.length} runs, expected ${runs.length}`);
      }
      return runs.map((run, index) => ({ ...run, kernels: kernels[index] ?? [] }));
    },
    dispose: async () => {
      if (!ended) await end();
    },
  };
}

/** Shapes, each under its element type. */
const shapes = z
  .array(z.record(z.string(), z.array(z.number())))
  .transform((list) => list.flatMap((entry) => Object.values(entry)));

/** Trace events of onnxruntime 1.2x that are read here; times in microseconds since the session began to trace. */
const events = z.array(
  z.object({
    cat: z.string(),
    name: z.string(),
    ts: z.number(),
    dur: z.number(),
    args: z.object({
      op_name: z.string().optional(),
      input_type_shape: shapes.optional(),
      output_type_shape: shapes.optional(),
    }),
  }),
);

const KERNEL = "_kernel_time";

/**
 * Kernels of every run, in order.
 * @throws ZodError where the text is no trace of onnxruntime.
 */
export function kernelsOfRuns(trace: string): readonly (readonly KernelTime[])[] {
  const all = events.parse(JSON.parse(trace)).toSorted((a, b) => a.ts - b.ts);
  const nodes = all.filter(({ cat, name }) => cat === "Node" && name.endsWith(KERNEL));
  return all
    .filter(({ cat, name }) => cat === "Session" && name === "model_run")
    .map((run) =>
      nodes
        .filter(({ ts }) => ts >= run.ts && ts <= run.ts + run.dur)
        .map(({ name, ts, dur, args }) => ({
          name: name.slice(0, -KERNEL.length),
          operator: args.op_name ?? "",
          detail: `${shapeText(args.input_type_shape ?? [])} -> ${shapeText(args.output_type_shape ?? [])}`,
          start: (ts - run.ts) / 1000,
          duration: dur / 1000,
        })),
    );
}
