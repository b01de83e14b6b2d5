import { type EngineDescription, UserError } from "@dalmeum/contracts";
import { ENGINE_NAMES, type EngineChoice } from "./engine-names.ts";
import { loadEngine, precisionsOf } from "./load-engine.ts";

/**
 * Every engine of this machine, in every precision that it takes: what computes by default comes first, and so does each one's
 * default precision.
 */
export async function describeEngines(root: string): Promise<readonly EngineDescription[]> {
  const first = await describe(root, {});
  const described: EngineDescription[] = first === undefined ? [] : [first];
  for (const engine of ENGINE_NAMES) {
    if (engine !== first?.name)
      described.push(...[await describe(root, { engine })].filter((each) => each !== undefined));
  }
  return described.flatMap((each) => [
    each,
    ...precisionsOf(each.name)
      .filter((precision) => precision !== each.precision)
      .map((precision) => ({ ...each, precision })),
  ]);
}

/** Undefined where it is not installed, or does not load. */
async function describe(root: string, choice: EngineChoice): Promise<EngineDescription | undefined> {
  try {
    const { name, precision, versions } = await loadEngine(root, choice);
    return { name, precision, versions };
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
