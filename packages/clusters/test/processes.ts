import { readdirSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  /** Its title, for those that set one. */
  readonly command: string;
}

/** Processes that have a variable in their environment, and all that they have started. Of Linux. */
export function processesOf(variable: string): readonly RunningProcess[] {
  const all = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? (read(Number(name)) ?? []) : []));
  const found = new Set<number>();
  for (const { pid, environment } of all) if (environment.includes(variable)) found.add(pid);
  for (let size = -1; size < found.size; ) {
    size = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return all.filter(({ pid }) => found.has(pid)).map(({ pid, parent, command }) => ({ pid, parent, command }));
}

/** Send a signal to each by its id; some may be gone. */
export function signalAll(processes: readonly RunningProcess[], signal: NodeJS.Signals): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended.
    }
  }
}

/** End all that have a variable, and what they start meanwhile. */
export async function endAll(variable: string): Promise<void> {
  for (let left = processesOf(variable); left.length > 0; left = processesOf(variable)) {
    signalAll(left, "SIGKILL");
    await setTimeout(50);
  }
}

function read(pid: number) {
  try {
    const text = (name: string): string => readFileSync(`/proc/${pid}/${name}`, "utf8");
    const [state = "", parent = ""] = text("stat")
      .replace(/^.*\) /s, "")
      .split(" ");
    if (state === "Z") return undefined;
    const command = text("cmdline").replaceAll("\0", " ").trim();
    return { pid, parent: Number(parent), command, environment: text("environ").split("\0") };
  } catch {
    return undefined;
  }
}
