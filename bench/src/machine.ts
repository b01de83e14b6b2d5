import { existsSync, readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release, totalmem, type } from "node:os";

/** Where a benchmark ran. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  /** Vector instructions that decide how fast products are; undefined where the system does not tell. */
  readonly instructions: readonly string[] | undefined;
  readonly memoryGigabytes: number;
  readonly system: string;
  readonly node: string;
  /** Over the minute before: above 0 others were working too, and the timings are noisy. */
  readonly load: number;
}

const CPU_INFO = "/proc/cpuinfo";
const INSTRUCTIONS = ["avx2", "fma", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16"];

export function describeMachine(): Machine {
  const [first] = cpus();
  return {
    processor: first?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    instructions: instructionsOf(existsSync(CPU_INFO) ? readFileSync(CPU_INFO, "utf8") : ""),
    memoryGigabytes: Math.round(totalmem() / 1e9),
    system: `${type()} ${release()}`,
    node: process.versions.node,
    load: loadavg()[0] ?? 0,
  };
}

function instructionsOf(cpuInfo: string): readonly string[] | undefined {
  const line = /^(?:flags|Features)\s*:(.*)$/m.exec(cpuInfo)?.[1];
  if (line === undefined) return undefined;
  const found = new Set(line.trim().split(/\s+/));
  return INSTRUCTIONS.filter((instruction) => found.has(instruction));
}

/** Whether bfloat16 products have instructions of their own; without them a comparison says nothing. */
export const hasBfloat16 = ({ instructions }: Machine): boolean =>
  instructions?.some((instruction) => instruction.endsWith("_bf16")) ?? false;
