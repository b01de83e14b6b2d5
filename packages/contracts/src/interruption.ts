import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** The person, or the machine, asked to stop. */
export class Interruption extends Error {
  override readonly name = "Interruption";
  /** 128 and the signal's number, as shells count. */
  readonly exitCode: number;

  constructor(signal: (typeof SIGNALS)[number] | "SIGHUP") {
    super(`interrupted by ${signal}`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/**
 * Reading that gives the event loop no turn: who listens for SIGINT and SIGTERM would not hear them before its end, however long
 * a file is, so they end the process at once.
 */
export function endingAtSignals<T>(read: () => T): T {
  const listening = SIGNALS.map((signal) => ({ signal, listeners: process.rawListeners(signal).filter(isListener) }));
  for (const signal of SIGNALS) process.removeAllListeners(signal);
  try {
    return read();
  } finally {
    for (const { signal, listeners } of listening) for (const listener of listeners) process.on(signal, listener);
  }
}

function isListener(listener: unknown): listener is NodeJS.SignalsListener {
  return typeof listener === "function";
}
