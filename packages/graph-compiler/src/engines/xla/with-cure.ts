import { UserError } from "@dalmeum/contracts";
import { CODES, PluginError } from "./plugin.ts";

/** What a plugin threw; where its device has no room, an error for the person at the terminal. */
export function withCure(error: unknown, doing: string): unknown {
  if (!(error instanceof PluginError) || error.code !== CODES.resourceExhausted) return error;
  const cure = "make batchSize or maxLength smaller, and accumulate more batches to keep the update the same";
  return new UserError(`the device has no room to ${doing}: ${cure}. It says: ${error.told}`, { cause: error });
}
