import type { DataType, HostArrays } from "@dalmeum/contracts";
import type { ModuleParameter, ModuleResult, StablehloModule } from "../../formats/stablehlo/write-module.ts";
import { allOf } from "./all-of.ts";
import type { Client, DeviceArray, Program } from "./client.ts";
import type { StoredArrays } from "./stored-arrays.ts";

type HostArray = HostArrays[string];

/** What a run takes and gives, of the right types and lengths. */
export interface RunArrays {
  readonly inputs: ReadonlyMap<string, HostArray>;
  readonly outputs: ReadonlyMap<string, HostArray>;
  readonly state: StoredArrays;
}

/**
 * Start a run before it returns: inputs were read then, and `state` has what will be its arrays.
 * @returns a promise of the outputs having been written.
 */
export async function startRun(
  client: Client,
  program: Program,
  { parameters, results }: StablehloModule,
  arrays: RunArrays,
): Promise<void> {
  const { made, done } = execute(client, program, parameters, arrays);
  const resultsMade = results.map((result, index) => [result, made[index] ?? 0n] as const);
  for (const [result, array] of resultsMade) {
    if (result.kind === "state") arrays.state.set(result.array.name, { shape: result.array.shape, array });
  }
  const copies = resultsMade.map(([result, array]) => copyOut(client, result, array, arrays.outputs));
  await allOf([client.wait(done), ...copies]);
}

function execute(
  client: Client,
  program: Program,
  parameters: readonly ModuleParameter[],
  { inputs, state }: RunArrays,
): ReturnType<Client["execute"]> {
  const uploaded: DeviceArray[] = [];
  const upload = (array: HostArray, shape: readonly number[]): DeviceArray => {
    const made = client.upload(array, shape);
    uploaded.push(made);
    return made;
  };
  const argument = (parameter: ModuleParameter): DeviceArray => {
    switch (parameter.kind) {
      case "input":
        return upload(arrayOf(inputs, parameter.name), parameter.spec.shape);
      case "packed": {
        const packed = newArray(parameter.dtype, parameter.size);
        for (const { name, start } of parameter.places) packed.set(arrayOf(inputs, name), start);
        return upload(packed, [parameter.size]);
      }
      case "state":
        return state.get(parameter.array);
    }
  };
  try {
    return client.execute(program, parameters.map(argument));
  } finally {
    for (const array of uploaded) client.free(array);
  }
}

/** Copy a result to where it belongs on the host, and free it there. */
async function copyOut(
  client: Client,
  result: ModuleResult,
  array: DeviceArray,
  outputs: RunArrays["outputs"],
): Promise<void> {
  if (result.kind === "state") return;
  try {
    if (result.kind === "output") {
      await client.wait(client.download(array, arrayOf(outputs, result.name)));
      return;
    }
    const packed = newArray(result.dtype, result.size);
    await client.wait(client.download(array, packed));
    for (const { name, start } of result.places) {
      const target = arrayOf(outputs, name);
      target.set(packed.subarray(start, start + target.length));
    }
  } finally {
    client.free(array);
  }
}

const newArray = (dtype: DataType, size: number): HostArray =>
  dtype === "float32" ? new Float32Array(size) : new Int32Array(size);

function arrayOf(arrays: ReadonlyMap<string, HostArray>, name: string): HostArray {
  const array = arrays.get(name);
  if (!array) throw new Error(`the compiled module has "${name}", the step has not`);
  return array;
}
