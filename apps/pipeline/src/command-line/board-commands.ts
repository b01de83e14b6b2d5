import { buildCommand, buildRouteMap } from "@stricli/core";
import type { BoardFlags, BuildFlags } from "../commands/board.ts";
import { commonFlags, type Context } from "../terminal/context.ts";
import { parsePort } from "./numbers.ts";

const serve = buildCommand<BoardFlags, [], Context>({
  loader: async () => (await import("../commands/board.ts")).serve,
  parameters: {
    flags: {
      host: {
        kind: "parsed",
        parse: String,
        brief: "Name or address to listen at; any but 127.0.0.1 shows the page to whoever reaches it",
        placeholder: "host",
        default: "127.0.0.1",
      },
      port: { kind: "parsed", parse: parsePort, brief: "Port to listen at", placeholder: "n", default: "4280" },
      ...commonFlags,
    },
  },
  docs: { brief: "Show where the team stands in a browser, up to date while trainings run, until it is stopped" },
});

const build = buildCommand<BuildFlags, [], Context>({
  loader: async () => (await import("../commands/board.ts")).build,
  parameters: {
    flags: {
      to: {
        kind: "parsed",
        parse: String,
        brief: "Folder to write the page to, in place of an earlier one",
        placeholder: "folder",
        default: "board",
      },
      ...commonFlags,
    },
  },
  docs: { brief: "Write the page as a folder that opens from disk, and from GitHub Pages" },
});

export const board = buildRouteMap({
  routes: { serve, build },
  defaultCommand: "serve",
  docs: { brief: "Where the team stands, in a browser" },
});
