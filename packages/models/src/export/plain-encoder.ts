import { encoderConfigFile } from "./config-file.ts";
import { plainUsage } from "./python-usage.ts";
import { type Layout, poolerNotes, REST, type TrainedModel, WEIGHTS } from "./trained-model.ts";

/** A model that no class holds whole: the encoder as AutoModel, and what is learnt beside it in a file of its own. */
export function plainEncoder(model: TrainedModel): Layout {
  return {
    json: { "config.json": encoderConfigFile(model) },
    tensors: { [WEIGHTS]: model.encoder, [REST]: model.rest },
    usage: plainUsage(model),
    notes: [
      "No class of transformers or sentence-transformers has this pooling: AutoModel loads the encoder, " +
        `${REST} holds the rest, and the program above puts them together.`,
      ...poolerNotes(model),
    ],
  };
}
