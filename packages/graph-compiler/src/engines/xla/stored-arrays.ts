import type { StateArray } from "@dalmeum/contracts";
import { shapeText } from "../shape-text.ts";
import type { Client, DeviceArray } from "./client.ts";

interface Stored {
  readonly shape: readonly number[];
  readonly array: DeviceArray;
}

/** Named float32 arrays on a device, one of each name. */
export interface StoredArrays {
  /** @throws Error where there is none, or one of another shape. */
  get(expected: StateArray): DeviceArray;
  /** @throws Error where there is none. */
  find(name: string): Stored;
  /** Puts an array in place of another, which is freed. */
  set(name: string, stored: Stored): void;
  clear(): void;
}

export function createStoredArrays(client: Client): StoredArrays {
  const arrays = new Map<string, Stored>();
  const find = (name: string): Stored => {
    const stored = arrays.get(name);
    if (!stored) throw new Error(`the engine's state has no array "${name}"`);
    return stored;
  };
  return {
    find,
    get: ({ name, shape }) => {
      const stored = find(name);
      if (stored.shape.length === shape.length && stored.shape.every((size, axis) => size === shape[axis])) {
        return stored.array;
      }
      const [found, expected] = [shapeText([stored.shape]), shapeText([shape])];
      throw new Error(`array "${name}" of the engine's state: found ${found}, the step expects ${expected}`);
    },
    set: (name, stored) => {
      const before = arrays.get(name);
      arrays.set(name, stored);
      if (before) client.free(before.array);
    },
    clear: () => {
      for (const { array } of arrays.values()) client.free(array);
      arrays.clear();
    },
  };
}
