import { join } from "node:path";
import type { NamedValues } from "@dalmeum/contracts";
import { type EncoderConfig, readEncoderConfig } from "../checkpoint/encoder-config.ts";
import { parameterNames } from "../checkpoint/parameter-names.ts";
import { readParameters } from "../checkpoint/read-parameters.ts";
import { checkpointFolder } from "../hub/checkpoint-folder.ts";
import { bert } from "./bert.ts";
import { debertaV2 } from "./deberta-v2.ts";
import type { EncoderArchitecture } from "./encoder-architecture.ts";

/** An encoder whose files are read. */
export interface Encoder extends EncoderArchitecture {
  readonly config: EncoderConfig;
  /** The checkpoint's parameters by Hugging Face name, in fresh arrays at each call. */
  parameters(): NamedValues;
  /** What a team should know of the files: a line each. */
  readonly notes: readonly string[];
}

/** The compiler asks for a case when the config type grows. */
function architectureOf(config: EncoderConfig): EncoderArchitecture {
  switch (config.modelType) {
    case "bert":
    case "roberta":
    case "xlm-roberta":
    case "electra":
      return bert(config);
    case "deberta-v2":
      return debertaV2(config);
  }
}

/**
 * Shapes of the parameters that an encoder has, by their names here, which are Hugging Face's.
 * @param path of its config.json.
 * @throws UserError where it is missing or names something unsupported.
 */
export const encoderShapes = (path: string): EncoderArchitecture["parameterShapes"] =>
  architectureOf(readEncoderConfig(path)).parameterShapes;

/**
 * Read an encoder's config.json and weights.
 * @param root the workspace root, absolute.
 * @param checkpoint folder, relative to the root, or owner/name@<commit> on the hub.
 * @throws UserError where a file is missing, truncated or does not fit its config; all problems of a file together.
 */
export function loadEncoder(root: string, checkpoint: string): Encoder {
  const folder = checkpointFolder(root, checkpoint);
  const config = readEncoderConfig(join(folder, "config.json"));
  const architecture = architectureOf(config);
  const { parameterShapes: shapes } = architecture;
  return {
    config,
    ...architecture,
    ...readParameters(folder, { shapes, quantMethod: config.quantMethod, rename: parameterNames(config, shapes) }),
  };
}
