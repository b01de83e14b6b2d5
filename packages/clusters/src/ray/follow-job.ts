import { performance } from "node:perf_hooks";
import { UserError } from "@dalmeum/contracts";
import { type DriverLine, parseDriverLines } from "./driver-lines.ts";
import { isUnderWay, type Job, jobLog, readJob } from "./jobs.ts";
import { pause } from "./pause.ts";
import { type RayClient, UnreachableError } from "./ray-client.ts";

const PAUSE_MS = 1_000;

export interface FollowOptions {
  /** How long the head may not answer: a minute where nothing is said. */
  readonly patienceMilliseconds?: number;
  /** Told once each time that it does not. */
  readonly say?: (line: string) => void;
}

/**
 * What a job's driver tells, from its beginning to its end, and the job as it ended; a connection that breaks is made again.
 * @throws UserError where the head has not answered for as long as somebody waits for it.
 */
export async function* followJob(
  client: RayClient,
  id: string,
  signal: AbortSignal,
  { patienceMilliseconds = 60_000, say }: FollowOptions = {},
): AsyncGenerator<DriverLine | { readonly ended: Job }> {
  let heard = 0;
  let silentSince: number | undefined;
  for (;;) {
    const skipped = heard;
    let number = 0;
    try {
      for await (const line of linesOf(client, id, signal)) {
        silentSince = undefined;
        if (line === undefined || ++number <= skipped) continue;
        heard = number;
        yield line;
      }
      const job = await readJob(client, id, signal);
      silentSince = undefined;
      if (!isUnderWay(job)) {
        // The connection may have broken before the last of them was heard.
        yield* parseDriverLines((await jobLog(client, id, signal)).split("\n")).slice(heard);
        yield { ended: job };
        return;
      }
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof UnreachableError)) throw error;
      if (silentSince === undefined)
        say?.(`Ray at ${client.address} does not answer; runs go on there, and it is asked again`);
      silentSince ??= performance.now();
      if (performance.now() - silentSince > patienceMilliseconds) throw gone(client, patienceMilliseconds, error);
    }
    await pause(PAUSE_MS, signal);
  }
}

/** Of one connection, from the job's beginning; undefined where it is quiet, and the head has answered. */
async function* linesOf(client: RayClient, id: string, signal: AbortSignal): AsyncGenerator<DriverLine | undefined> {
  let rest: string | undefined;
  try {
    for await (const chunk of client.follow(`/api/jobs/${id}/logs/tail`, signal)) {
      // A head that vanished closes no connection.
      if (chunk === undefined) await readJob(client, id, signal);
      const lines = ((rest ?? "") + (chunk ?? "")).split("\n");
      rest = lines.pop() ?? "";
      yield* chunk === undefined ? [undefined] : parseDriverLines(lines);
    }
  } catch (error) {
    if (!(error instanceof UnreachableError)) throw error;
    // It worked, and is made again.
    if (rest !== undefined) return;
    // Some proxies let no WebSocket through.
    yield* parseDriverLines((await jobLog(client, id, signal)).split("\n"));
  }
}

function gone({ address }: RayClient, milliseconds: number, cause: Error): UserError {
  return new UserError(
    `Ray at ${address} has not answered for ${Math.round(milliseconds / 1000)} s. What was stored is kept; once it answers, ` +
      "the same command again makes only what is missing",
    { cause },
  );
}
