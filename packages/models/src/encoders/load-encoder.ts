import { join } from "node:path";
import type { NamedValues } from "@dalmeum/contracts";
import { type EncoderConfig, readEncoderConfig } from "../checkpoint/encoder-config.ts";
import { readParameters } from "../checkpoint/read-parameters.ts";
import { checkpointFolder } from "../hub/checkpoint-folder.ts";
import { bert } from "./bert.ts";
import type { EncoderArchitecture } from "./encoder-architecture.ts";

/** An encoder whose files are read. */
export interface Encoder extends EncoderArchitecture {
  readonly config: EncoderConfig;
  /** The checkpoint's parameters by Hugging Face name, in fresh arrays at each call. */
  parameters(): NamedValues;
}

/** One entry for each `model_type`; the compiler asks for an entry when the config type grows. */
const ARCHITECTURES: {
  readonly [T in EncoderConfig["modelType"]]: (config: Extract<EncoderConfig, { modelType: T }>) => EncoderArchitecture;
} = { bert };

/**
 * Read an encoder's config.json and model.safetensors.
 * @param root the workspace root, absolute.
 * @param checkpoint folder, relative to the root, or owner/name@<commit> on the hub.
 * @throws UserError where a file is missing, truncated or does not fit its config; all problems of a file together.
 */
export function loadEncoder(root: string, checkpoint: string): Encoder {
  const folder = checkpointFolder(root, checkpoint);
  const config = readEncoderConfig(join(folder, "config.json"));
  const architecture = ARCHITECTURES[config.modelType](config);
  const weights = join(folder, "model.safetensors");
  return {
    config,
    ...architecture,
    parameters: readParameters(weights, architecture.parameterShapes, config.quantMethod),
  };
}
