import type { KernelTime } from "@dalmeum/contracts";
import * as koffi from "koffi";
import { z } from "zod";

/** ov_profiling_info_t of openvino/c/ov_infer_request.h, 2026.4; nameless, since koffi takes a name once in a process. */
const PROFILING_INFO = koffi.struct({
  status: "int",
  realMicroseconds: "int64_t",
  cpuMicroseconds: "int64_t",
  name: "const char*",
  implementation: "const char*",
  operator: "const char*",
});

/** ov_profiling_info_list_t. */
export const PROFILING_LIST = koffi.struct({ infos: koffi.pointer(PROFILING_INFO), size: "size_t" });

/** What the library gives out, and takes back to free it. */
export interface ProfilingList {
  readonly infos: unknown;
  readonly size: number | bigint;
}

/** A kernel's mean over all runs of a graph so far, in whole microseconds: what OpenVINO's CPU tells after each run. */
export type KernelMean = z.infer<typeof kernelMeans>[number];

const kernelMeans = z.array(
  z.object({
    realMicroseconds: z.coerce.number(),
    name: z.string(),
    implementation: z.string(),
    operator: z.string(),
  }),
);

/** In the order of the run. */
export const kernelMeansOf = ({ infos, size }: ProfilingList): readonly KernelMean[] =>
  kernelMeans.parse(koffi.decode(infos, PROFILING_INFO, Number(size)));

/**
 * Turns the means after each run into that run's times: run n took n * mean(n) - (n - 1) * mean(n - 1). Means are cut to
 * whole microseconds, so a run is right to n of them, and a sum of runs no worse. OpenVINO tells no starts: kernels are
 * laid one after another.
 */
export function createRunTimes(): (means: readonly KernelMean[]) => readonly KernelTime[] {
  const totals = new Map<string, number>();
  let runs = 0;
  return (means) => {
    runs++;
    let start = 0;
    return means.flatMap(({ name, operator, implementation, realMicroseconds }) => {
      const before = totals.get(name) ?? 0;
      const total = Math.max(before, (runs * realMicroseconds) / 1000);
      if (total === before) return [];
      totals.set(name, total);
      const kernel = { name, operator, detail: implementation, start, duration: total - before };
      start += kernel.duration;
      return [kernel];
    });
  };
}
