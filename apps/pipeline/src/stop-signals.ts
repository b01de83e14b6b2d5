import { Socket } from "node:net";
import type { Readable } from "node:stream";
import { isatty } from "node:tty";
import { Interruption } from "@dalmeum/contracts";

/** For what a training keeps. Code that waits for something else than the signal would outlive whatever started it. */
const ALONE_MS = 10_000;

/**
 * The signal that a command runs under: aborted where the person, or the machine, asks to stop, so that a training keeps what it
 * has. A second request of the same kind ends the process at once.
 * @param say tells of a request that is not followed.
 * @param withInput whether a program that is gone ends it: then standard input ends.
 */
export function stopSignal(say: (line: string) => void, withInput: boolean): AbortSignal {
  const controller = new AbortController();
  const abandon = (what: string): Interruption => {
    const stop = new Interruption("SIGHUP");
    stop.message = `interrupted: ${what}`;
    controller.abort(stop);
    return stop;
  };
  if (withInput) {
    process.stdin.once("end", () => {
      const { exitCode } = abandon("whatever started it is gone");
      setTimeout(() => process.exit(exitCode), ALONE_MS).unref();
    });
    const input: Readable = process.stdin.resume();
    // Listening alone keeps no process alive.
    if (input instanceof Socket) input.unref();
  }
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => {
      controller.abort(new Interruption(name));
    });
  }
  // nohup has this ignored, and Node undoes that: whoever leaves no stream on a terminal wants it to go on without one.
  if ([0, 1, 2].some((descriptor) => isatty(descriptor))) {
    process.once("SIGHUP", () => {
      controller.abort(new Interruption("SIGHUP"));
    });
  } else {
    process.on("SIGHUP", () => {
      say("SIGHUP: goes on, as none of its streams is a terminal; SIGTERM stops it");
    });
  }
  // Whoever reads the output may stop reading, as `head` does.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" || controller.signal.aborted) return;
    abandon("nobody reads its output any more");
  });
  return controller.signal;
}
