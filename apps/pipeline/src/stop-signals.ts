import { isatty } from "node:tty";
import { Interruption } from "@dalmeum/contracts";

/**
 * The signal that a command runs under: aborted where the person, or the machine, asks to stop, so that a training keeps what it
 * has. A second request of the same kind ends the process at once.
 * @param say tells of a request that is not followed.
 */
export function stopSignal(say: (line: string) => void): AbortSignal {
  const controller = new AbortController();
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
    const stop = new Interruption("SIGHUP");
    stop.message = "interrupted: nobody reads its output any more";
    controller.abort(stop);
  });
  return controller.signal;
}
