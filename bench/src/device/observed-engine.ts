import type { Engine, EngineState } from "@dalmeum/contracts";

/** What an engine's states compiled. */
export interface Observed {
  programs: number;
  seconds: number;
}

/** An engine that counts what its states compile. */
export function observedEngine(engine: Engine): { readonly engine: Engine; readonly observed: Observed } {
  const observed: Observed = { programs: 0, seconds: 0 };
  return { observed, engine: { ...engine, createState: () => observedState(stateOf(engine), observed) } };
}

/** @throws Error where the engine computes in host memory. */
export function stateOf(engine: Engine): EngineState {
  const state = engine.createState?.();
  if (state === undefined) throw new Error(`${engine.name} keeps no state where it computes`);
  return state;
}

const observedState = (state: EngineState, observed: Observed): EngineState => ({
  ...state,
  compile: async (definition) => {
    const start = performance.now();
    const step = await state.compile(definition);
    observed.seconds += (performance.now() - start) / 1000;
    observed.programs += 1;
    return step;
  },
});
