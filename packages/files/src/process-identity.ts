import { existsSync, readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { z } from "zod";
import { hasCode } from "./has-code.ts";

/** Names end up in messages: no characters that a terminal obeys. */
const plainText = z.string().regex(/^\P{C}{1,255}$/u);

export const identitySchema = z.object({
  host: plainText,
  pid: z.int().min(1),
  /** Where a pid means one process: one start of one kernel, and namespaces. Absent where the platform does not tell. */
  place: plainText.optional(),
  /** When the process began, as the kernel counts: tells it from a later one that got its pid. */
  start: plainText.optional(),
});

/** Which process, of all that may see a folder. */
export type Identity = Readonly<z.infer<typeof identitySchema>>;

const PIDS = "/proc/self/ns/pid";
/** Starts of processes are shifted in it. Old kernels have none. */
const TIMES = "/proc/self/ns/time";

/** The identity of this process, as far as the platform tells. */
export function thisProcess(): Identity {
  const self = { host: hostname(), pid: process.pid };
  // Where /proc is that of other namespaces, its numbers are not those that kill takes.
  if (read("/proc/self/stat")?.startsWith(`${self.pid} `) !== true) return self;
  const boot = read("/proc/sys/kernel/random/boot_id")?.trim();
  const start = startOf(self.pid);
  if (boot === undefined || start === undefined || !existsSync(PIDS)) return self;
  const namespaces = [PIDS, TIMES].filter((path) => existsSync(path)).map((path) => readlinkSync(path));
  return { ...self, place: [boot, ...namespaces].join(" "), start };
}

/** Whether a process is known to be gone, at once and for sure. False where only watching its beat could tell. */
export function isKnownDead(holder: Identity, self: Identity): boolean {
  if (self.place === undefined || holder.place !== self.place || holder.host !== self.host) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (hasCode(error, "ESRCH")) return true;
  }
  const start = startOf(holder.pid);
  return start !== undefined && holder.start !== undefined && start !== holder.start;
}

/** Field 22 of /proc/<pid>/stat. Field 2, the program's name, may hold spaces and brackets. */
function startOf(pid: number): string | undefined {
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[22 - 3];
}

/** Nothing where the platform has no such file, or hides it. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
