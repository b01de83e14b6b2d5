import { UserError } from "@dalmeum/contracts";

/** An error by which the process ends with a code of its own, for the program that started it. */
export class CodedError extends UserError {
  readonly exitCode: number;

  constructor(message: string, exitCode: number, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
