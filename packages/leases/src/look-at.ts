import { type Identity, thisProcess } from "@dalmeum/files";
import type { Holder } from "./holder.ts";
import { filesOf, findPlace, holderAt, isAbandoned } from "./work-place.ts";

/** Whether somebody works in a folder. `work` is where their files lie; it may lack where they were killed early. */
export type Holding =
  | { readonly kind: "free" }
  /** By somebody who is alive, or of whom only watching could tell; nobody named where lease.json is missing or damaged. */
  | { readonly kind: "held"; readonly work: string; readonly holder: Holder | undefined }
  | { readonly kind: "abandoned"; readonly work: string; readonly holder: Holder | undefined };

/**
 * Look without waiting and without taking.
 * @throws UserError where the folder holds what no lease leaves behind.
 */
export function lookAt(folder: string, self: Identity = thisProcess()): Holding {
  const place = findPlace(folder);
  if (place === undefined) return { kind: "free" };
  const kind = isAbandoned(place, self) ? "abandoned" : "held";
  return { kind, work: filesOf(place), holder: holderAt(place) };
}
