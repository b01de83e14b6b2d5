import type { CompiledSteps, Engine, StepsByLength } from "@dalmeum/contracts";

/** Steps of every length, compiled when they are first asked for. */
export function lazySteps(engine: Engine, definitions: StepsByLength): CompiledSteps {
  let steps: Promise<CompiledSteps> | undefined;
  const compiled = (): Promise<CompiledSteps> => (steps ??= engine.compileLengths(definitions));
  return {
    at: async (...size) => (await compiled()).at(...size),
    hold: async (inputs) => (await compiled()).hold?.(inputs),
    endProfile: async () => (await (await steps)?.endProfile?.()) ?? [],
    dispose: async () => (await steps)?.dispose(),
  };
}
