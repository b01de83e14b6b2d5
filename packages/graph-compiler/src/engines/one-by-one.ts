import type { CompiledStep, CompiledSteps, Engine, RunProfile, StepsByLength } from "@dalmeum/contracts";

/** Steps of every length, each compiled when it is first asked for. */
export function oneByOne(compile: Engine["compile"], steps: StepsByLength): CompiledSteps {
  const compiled = new Map<number, Promise<CompiledStep>>();
  return {
    at: (length) => {
      const known = compiled.get(length);
      if (known) return known;
      const { step, inputs } = steps(length);
      const fresh = compile(step, inputs);
      compiled.set(length, fresh);
      return fresh;
    },
    endProfile: async () => {
      const runs: RunProfile[] = [];
      for (const step of compiled.values()) runs.push(...((await (await step).endProfile?.()) ?? []));
      return runs.toSorted((a, b) => a.start - b.start);
    },
    dispose: async () => {
      for (const step of compiled.values()) await (await step).dispose();
    },
  };
}
