import { type ChildProcess, spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { hasCode } from "@dalmeum/files";
import { EXIT_CODES, type NodeEvent, nodeEventSchema } from "../node-events.ts";
import type { Environment } from "./environment.ts";
import { plainText } from "./plain-text.ts";
import { PROGRAM } from "./program.ts";

/** A run as `npx dalmeum train` is asked for it. */
export interface AskedRun {
  readonly identity: string;
  readonly reference: string;
  readonly seed: number;
  readonly fold?: number | undefined;
  readonly engine: string;
  readonly precision: string;
  /** Node's major version. */
  readonly node: number;
}

/** What became of it. */
export type RunEnd =
  | { readonly kind: "stored" }
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "unfit"; readonly reason: string; readonly inputs?: unknown }
  /** The node could not go on. */
  | { readonly kind: "lost"; readonly reason: string };

export interface StartedRun {
  readonly ended: Promise<RunEnd>;
  /** Politely; what does not end by itself within 30 s is killed. */
  stop(): void;
}

export interface StartOptions {
  /** The installed workspace. */
  readonly folder: string;
  readonly run: AskedRun;
  readonly environment: Environment;
  readonly onEvent: (event: Extract<NodeEvent, { kind: "says" | "progress" }>) => void;
}

const KILL_AFTER_MS = 30_000;
/** What a run said last says why it failed. */
const REASON_LENGTH = 2000;

/** Start to make a run. Its process ends with this one, however this one ends: it watches its standard input. */
export function startRun({ folder, run, environment, onEvent }: StartOptions): StartedRun {
  const child = spawn(process.execPath, [PROGRAM, ...argumentsOf(run)], {
    cwd: folder,
    env: { ...environment },
    stdio: ["pipe", "pipe", "pipe"],
    // A group of its own: what it starts is killed with it.
    detached: true,
  });
  let killing: NodeJS.Timeout | undefined;
  // It may end before it is written to; nothing is.
  child.stdin.on("error", () => undefined);
  const ended = watch(child, folder, onEvent).finally(() => {
    clearTimeout(killing);
  });
  return {
    ended,
    stop: () => {
      if (killing !== undefined || child.exitCode !== null) return;
      killGroup(child, "SIGTERM");
      killing = setTimeout(killGroup, KILL_AFTER_MS, child, "SIGKILL");
    },
  };
}

function argumentsOf({ identity, reference, seed, fold, engine, precision, node }: AskedRun): readonly string[] {
  return [
    ...["train", reference, "--seed", String(seed), ...(fold === undefined ? [] : ["--fold", String(fold)])],
    ...["--engine", engine, "--precision", precision],
    ...["--expect", identity, "--expect-node", String(node), "--events"],
  ];
}

async function watch(
  child: ChildProcess & { readonly stdout: Readable; readonly stderr: Readable },
  folder: string,
  onEvent: StartOptions["onEvent"],
): Promise<RunEnd> {
  let said = "";
  let last: Extract<NodeEvent, { kind: "stored" | "unfit" }> | undefined;
  const say = (line: string): void => {
    const text = plainText(line);
    if (text !== "") onEvent({ kind: "says", text });
  };
  const reading = [
    eachLine(child.stdout, (line) => {
      const event = eventOf(line);
      if (event === undefined) say(line);
      else if (event.kind === "says") say(event.text);
      else if (event.kind === "progress") onEvent(event);
      else last = event;
    }),
    eachLine(child.stderr, (line) => {
      said = `${said}${plainText(line)}\n`.slice(-REASON_LENGTH);
      say(line);
    }),
  ];
  const { code, signal, error } = await exitOf(child);
  // What it started, and left, holds its output open.
  killGroup(child, "SIGKILL");
  await Promise.all(reading);
  const how = error?.message ?? signal ?? `exit code ${String(code)}`;
  const reason = said.trim() === "" ? `it ended with ${how}` : said.trim();
  switch (code) {
    case EXIT_CODES.stored:
      if (last?.kind !== "stored") return { kind: "lost", reason: "it ended without a word about its result" };
      await removeRun(folder, last.path);
      return { kind: "stored" };
    case EXIT_CODES.failed:
      return { kind: "failed", reason };
    case EXIT_CODES.unfit:
      return last?.kind === "unfit" ? last : { kind: "unfit", reason };
    case null:
    default:
      return { kind: "lost", reason: said.trim() === "" ? reason : `${how}: ${reason}` };
  }
}

function exitOf(
  child: ChildProcess,
): Promise<{ readonly code: number | null; readonly signal: string | null; readonly error?: Error }> {
  return new Promise((resolve) => {
    child.once("error", (error) => {
      resolve({ code: null, signal: null, error });
    });
    child.once("exit", (code, signal) => {
      resolve({ code, signal });
    });
  });
}

async function eachLine(stream: Readable, take: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) take(line);
}

/** Libraries print to standard output too. */
function eventOf(line: string): NodeEvent | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return nodeEventSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** The store has it. A path that leads out of the workspace is no run's. */
async function removeRun(folder: string, path: string): Promise<void> {
  const inside = relative(folder, join(folder, path));
  if (inside === "" || inside.split(sep)[0] === "..") return;
  await rm(join(folder, inside), { recursive: true, force: true, maxRetries: 3 });
}

function killGroup({ pid }: ChildProcess, signal: "SIGTERM" | "SIGKILL"): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!hasCode(error, "ESRCH", "EPERM")) throw error;
  }
}
