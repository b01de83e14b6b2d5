import type { HostArrays, Signature } from "@dalmeum/contracts";
import type { StablehloModule } from "../../formats/stablehlo/write-module.ts";
import type { RecordedStep } from "../../record-step.ts";
import { arraysOf } from "../host-arrays.ts";
import type { Client, Program } from "./client.ts";
import { startRun } from "./start-run.ts";
import type { StoredArrays } from "./stored-arrays.ts";
import { withCure } from "./with-cure.ts";

/** A program on a device, and what goes into it and comes out of it. */
export interface LoadedStep {
  /** What is due at every run: inputs that come out of no state. */
  readonly inputs: Signature;
  /** What comes to the host: outputs that go into no state. */
  readonly outputs: Signature;
  /** Bytes that a run takes beside its arguments. */
  readonly bytes: number;
  /**
   * Reads the inputs and starts the run before it returns. Where they are wrong, `state` is as it was. Where the device fails,
   * arrays that the step writes over may be gone, and reading them says so.
   */
  run(inputs: HostArrays, outputs: HostArrays, state: StoredArrays): Promise<void>;
  /** Frees the program after the runs that were started. */
  release(): void;
}

/** A step, and the module that was written of it. */
export interface WrittenStep {
  readonly recorded: RecordedStep;
  readonly module: StablehloModule;
}

/** @throws Error where the program has other results than the module. */
export function loadStep(client: Client, program: Program, { recorded, module }: WrittenStep): LoadedStep {
  if (program.outputs !== module.results.length) {
    client.release(program);
    throw new Error(`${client.plugin.file} made ${program.outputs} results of ${module.results.length}`);
  }
  const { state: fromState } = recorded;
  const inputs = without(recorded.inputs, (name) => name in fromState);
  const outputs = without(recorded.outputs, (name) => ["whole", "rows"].includes(fromState[name]?.kind ?? ""));
  let running = 0;
  let released = false;
  const releaseIdle = (): void => {
    if (released && running === 0) client.release(program);
  };
  return {
    inputs,
    outputs,
    bytes: program.bytes,
    run: async (given, wanted, state) => {
      if (released) throw new Error("the step was disposed of");
      running++;
      try {
        await startRun(client, program, module, {
          inputs: byName(arraysOf(inputs, given, "input")),
          outputs: byName(arraysOf(outputs, wanted, "output")),
          state,
        });
      } catch (error) {
        throw withCure(error, "run a step");
      } finally {
        running--;
        releaseIdle();
      }
    },
    release: () => {
      if (released) return;
      released = true;
      releaseIdle();
    },
  };
}

const without = (signature: Signature, leftOut: (name: string) => boolean): Signature =>
  Object.fromEntries(Object.entries(signature).filter(([name]) => !leftOut(name)));

const byName = (arrays: ReturnType<typeof arraysOf>): ReadonlyMap<string, HostArrays[string]> =>
  new Map(arrays.map(([name, , array]) => [name, array]));
