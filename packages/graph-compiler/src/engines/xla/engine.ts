import { totalmem } from "node:os";
import type { CompiledStep, Engine } from "@dalmeum/contracts";
import { writeModule } from "../../formats/stablehlo/write-module.ts";
import { type RecordedStep, recordStep } from "../../record-step.ts";
import { clientOf } from "./client.ts";
import { computingEnvironment } from "./environment.ts";
import { heldSteps } from "./held-steps.ts";
import { type LoadedStep, loadStep } from "./loaded-step.ts";
import type { ClientOptions } from "./open-client.ts";
import { createPrograms } from "./programs.ts";
import { createState } from "./state.ts";
import { createStoredArrays } from "./stored-arrays.ts";
import { withCure } from "./with-cure.ts";

export interface XlaEngineOptions {
  /** File of a PJRT plugin. */
  readonly plugin: string;
  /** float32 on a CPU, bfloat16 elsewhere, by default. */
  readonly precision?: Engine["precision"];
  /** Options of the plugin's client. By default it takes memory as it needs it. */
  readonly options?: ClientOptions;
  /** Folder in which compiled programs are kept. */
  readonly programs?: string;
  /** XLA's flags, of every compilation. */
  readonly flags?: Readonly<Record<string, string>>;
  /** Bytes that state and steps may take, in place of what the device tells. */
  readonly capacity?: number;
}

/** A program is compiled for one length, and takes seconds. */
const MOST_LENGTHS = 8;

/**
 * Runs steps as StableHLO modules on what a PJRT plugin drives.
 * @throws UserError where the plugin does not load, refuses the options, or finds no device.
 */
export function xlaEngine({ plugin, options, programs, flags = {}, ...settings }: XlaEngineOptions): Engine {
  const client = clientOf(plugin, options);
  const { platform, deviceKind } = client;
  const isCpu = platform === "cpu";
  const { precision = isCpu ? "float32" : "bfloat16" } = settings;
  const { capacity = client.memory ?? (isCpu ? totalmem() : undefined) } = settings;
  const open = createPrograms(client, { flags, folder: programs });
  const load = async (recorded: RecordedStep, packed: boolean): Promise<LoadedStep> => {
    const module = writeModule(recorded, { precision, packed });
    try {
      return loadStep(client, await open(module.text), { recorded, module });
    } catch (error) {
      throw withCure(error, "compile a step");
    }
  };
  return {
    name: "xla",
    precision,
    versions: {
      plugin: client.version,
      pjrt: client.plugin.version,
      platform,
      device: deviceKind,
      ...computingEnvironment(),
    },
    compile: async (step, inputs): Promise<CompiledStep> => {
      const nothing = createStoredArrays(client);
      const loaded = await load({ ...recordStep({ step, inputs }), state: {} }, false);
      return {
        inputs: loaded.inputs,
        outputs: loaded.outputs,
        run: (given, wanted) => loaded.run(given, wanted, nothing),
        dispose: () => {
          loaded.release();
          return Promise.resolve();
        },
      };
    },
    compileLengths: (steps) => Promise.resolve(heldSteps(client, (recorded) => load(recorded, true), steps)),
    mostLengths: MOST_LENGTHS,
    createState: () => createState({ client, capacity, load: (definition) => load(recordStep(definition), true) }),
  };
}
