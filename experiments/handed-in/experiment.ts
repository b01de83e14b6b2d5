import { competitionCsv } from "@dalmeum/data";
import { definePredictions, withParameters } from "@dalmeum/experiments";
import { z } from "zod";

const parameters = {
  member: z.enum(["blend", "folded-bi-encoder", "folded-cosent", "folded-cross-encoder"]).default("blend"),
};

export default withParameters(parameters, ({ member }) =>
  definePredictions({
    data: competitionCsv({ folder: "datasets/korsts" }),
    folder: `predictions/${member}`,
    madeBy: "docs/examples/submissions/2026-11-29-blend-0b111e8b",
  }),
);
