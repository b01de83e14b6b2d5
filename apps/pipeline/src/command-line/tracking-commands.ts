import { buildCommand } from "@stricli/core";
import type { TrackFlags } from "../commands/track.ts";
import { commonFlags, type Context } from "../terminal/context.ts";
import { experiments } from "./arguments.ts";

export const track = buildCommand<TrackFlags, string[], Context>({
  loader: async () => (await import("../commands/track.ts")).track,
  parameters: {
    flags: {
      mlflow: {
        kind: "parsed",
        parse: String,
        brief: "Address of an MLflow server, e.g. http://127.0.0.1:5000",
        placeholder: "URL",
        optional: true,
      },
      tensorboard: {
        kind: "parsed",
        parse: String,
        brief: "Folder for TensorBoard's event files, which go on where they are there",
        placeholder: "folder",
        optional: true,
      },
      follow: {
        kind: "boolean",
        brief: "Go on while runs train, until nobody has trained for a minute",
        default: false,
      },
      ...commonFlags,
    },
    positional: experiments("Experiments; all where none is named", { minimum: 0 }),
  },
  docs: { brief: "Show runs in the tracker that a team has: scores and options to MLflow, or to TensorBoard" },
});
