import type { CompiledStep, CompiledSteps, Engine, RunProfile, StepsByLength } from "@dalmeum/contracts";

/** A length and a number of packed tokens as one key. */
export const sizeText = (length: number, tokens?: number): string => `${length}/${tokens ?? ""}`;

/** Steps of every size, each compiled when it is first asked for. */
export function oneByOne(compile: Engine["compile"], steps: StepsByLength): CompiledSteps {
  const compiled = new Map<string, Promise<CompiledStep>>();
  return {
    at: (length, tokens) => {
      const size = sizeText(length, tokens);
      const known = compiled.get(size);
      if (known) return known;
      const { step, inputs } = steps(length, tokens);
      const fresh = compile(step, inputs);
      compiled.set(size, fresh);
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
