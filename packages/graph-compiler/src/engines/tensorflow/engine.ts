import type { Engine } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { eagerEngine } from "../eager.ts";
import { type BuiltAddons, loadAddon, type TensorflowAddon } from "./addon.ts";

export interface TensorflowEngineOptions {
  /** Addons built by `buildTensorflowAddon`; by default those that the packages' install scripts fetched. */
  readonly built?: BuiltAddons;
  /** Whether steps tell what their kernels took. */
  readonly profile?: boolean;
}

const BACKEND = "tensorflow";
/** Below any other's: it computes only where it is asked to. */
const PRIORITY = 0;

/** A process has one. */
let loaded: TensorflowAddon | undefined;

/**
 * Runs steps kernel by kernel on TensorFlow, through @tensorflow/tfjs-node-gpu where its addon loads, else through
 * @tensorflow/tfjs-node. The first call loads it.
 * @throws UserError where neither loads.
 */
export async function tensorflowEngine({ built = {}, profile = false }: TensorflowEngineOptions = {}): Promise<Engine> {
  if (loaded === undefined) {
    const addon = await loadAddon(built);
    tf.registerBackend(BACKEND, addon.createBackend, PRIORITY);
    loaded = addon;
  }
  const eager = eagerEngine(BACKEND, { profile });
  return { ...eager, name: BACKEND, versions: { ...loaded.versions, ...eager.versions } };
}
