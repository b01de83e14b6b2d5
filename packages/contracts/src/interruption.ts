import { constants } from "node:os";

/** The person, or the machine, asked to stop. */
export class Interruption extends Error {
  override readonly name = "Interruption";
  /** 128 and the signal's number, as shells count. */
  readonly exitCode: number;

  constructor(signal: "SIGINT" | "SIGTERM") {
    super(`interrupted by ${signal}`);
    this.exitCode = 128 + constants.signals[signal];
  }
}
