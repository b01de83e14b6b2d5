import { buildCommand } from "@stricli/core";
import { UserError } from "@dalmeum/contracts";
import { type Kind, KINDS } from "@dalmeum/scaffolds/kinds";
import type { NewFlags } from "../commands/new.ts";
import { commonFlags, type Context } from "../terminal/context.ts";

export const newModule = buildCommand<NewFlags, [kind: Kind, name: string], Context>({
  loader: async () => (await import("../commands/new.ts")).createNew,
  parameters: {
    flags: {
      owner: {
        kind: "parsed",
        parse: String,
        brief: "Whose it is; else what `git config github.user` says",
        placeholder: "@name",
        optional: true,
      },
      from: {
        kind: "parsed",
        parse: String,
        brief: "experiment: the one that it begins as, baseline by default",
        placeholder: "experiment",
        optional: true,
      },
      data: {
        kind: "parsed",
        parse: String,
        brief: "experiment: a dataset in place of the one that it reads",
        placeholder: "folder",
        optional: true,
      },
      ...commonFlags,
    },
    positional: {
      kind: "tuple",
      parameters: [
        { placeholder: "kind", brief: KINDS.join(", "), parse: parseKind },
        { placeholder: "name", brief: "Of its file or folder, e.g. log-cosh-loss", parse: String },
      ],
    },
  },
  docs: { brief: "Write what a new module, experiment or dataset begins with" },
});

function parseKind(text: string): Kind {
  const kind = KINDS.find((each) => each === text);
  if (kind === undefined) throw new UserError(`found ${text}, expected ${KINDS.join(", ")}`);
  return kind;
}
