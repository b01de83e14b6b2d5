import { buildCommand } from "@stricli/core";
import { type CommonFlags, commonFlags, type Context } from "../terminal/context.ts";

export const worker = buildCommand<CommonFlags, [], Context>({
  loader: async () => (await import("../commands/worker.ts")).worker,
  parameters: { flags: commonFlags },
  docs: { brief: "Make runs that teammates send to the PostgreSQL of DATABASE_URL, until it is stopped" },
});
