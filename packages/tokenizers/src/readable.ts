import { endingAtSignals, UserError } from "@dalmeum/contracts";

/**
 * What work makes of a tokenizer's file.
 * @param path of the file, for messages.
 * @throws UserError where it fails, e.g. on parts that lie thousands deep in each other.
 */
export function readable<T>(path: string, work: () => T): T {
  try {
    return endingAtSignals(work);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`${path}: not a tokenizer that can be read: ${reason}`, { cause });
  }
}
