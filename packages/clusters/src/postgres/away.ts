import { UserError } from "@dalmeum/contracts";
import { DatabaseError } from "pg";
import { pause } from "./pause.ts";

interface Waiting {
  readonly place: string;
  readonly say: (line: string) => void;
  /** In milliseconds. */
  readonly patience: number;
  readonly signal: AbortSignal;
  readonly onAway: () => void;
}

const ASK_AGAIN_MS = 1000;
const SAY_AGAIN_MS = 60_000;

/**
 * Ask until the database answers. What is asked is asked again as a whole, so it has to be all or nothing, twice no more than once.
 * @throws UserError where it refuses, or is away for longer than that; the signal's reason.
 */
export async function waitWhileAway<T>(ask: () => Promise<T>, waiting: Waiting): Promise<T> {
  const { place, say, patience, signal, onAway } = waiting;
  const since = performance.now();
  let said = -Infinity;
  for (;;) {
    signal.throwIfAborted();
    try {
      return await ask();
    } catch (cause) {
      signal.throwIfAborted();
      if (!isAway(cause)) throw told(place, cause);
      onAway();
      const now = performance.now();
      if (now - since >= patience) throw tooLong(place, now - since, cause);
      if (now - said >= SAY_AGAIN_MS) {
        say(`${place} does not answer: ${messageOf(cause)}; waits for it`);
        said = now;
      }
      await pause(ASK_AGAIN_MS, signal);
    }
  }
}

/** Of the system and of PostgreSQL: what passes, or what another try ends. */
const AWAY = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ENETDOWN", "EAI_AGAIN"],
  // Restarts and shuts down, has no connection left, one of two had to give way, or whoever asks stood still.
  ...["57P01", "57P02", "57P03", "53300", "40001", "40P01", "25P03"],
]);
/** pg's own errors have no code. */
const AWAY_MESSAGE = /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout)/;

function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  // Class 08: connections.
  return AWAY.has(code) || code.startsWith("08") || AWAY_MESSAGE.test(error.message);
}

/** A refusal is for people; what is no error of a database is passed on. */
function told(place: string, cause: unknown): unknown {
  const isRefusal = cause instanceof DatabaseError || (cause instanceof Error && "syscall" in cause);
  return isRefusal ? new UserError(`${place} refuses: ${messageOf(cause)}`, { cause }) : cause;
}

function tooLong(place: string, milliseconds: number, cause: unknown): UserError {
  return new UserError(
    `${place} does not answer for ${Math.round(milliseconds / 1000)} s: ${messageOf(cause)}; ` +
      "nothing that is under way ends with this: the same command again goes on",
    { cause },
  );
}

/** Of several addresses of one host, each has failed: their common error has a code and no words. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}
