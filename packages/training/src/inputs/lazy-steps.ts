import type { CompiledSteps, Engine, StepsByLength } from "@dalmeum/contracts";

/** Steps of every length, compiled when they are first asked for. */
export function lazySteps(engine: Engine, definitions: StepsByLength): CompiledSteps {
  let steps: Promise<CompiledSteps> | undefined;
  return {
    at: async (length) => (await (steps ??= engine.compileLengths(definitions))).at(length),
    endProfile: async () => (await (await steps)?.endProfile?.()) ?? [],
    dispose: async () => (await steps)?.dispose(),
  };
}
