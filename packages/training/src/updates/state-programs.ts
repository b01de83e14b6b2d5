import type { EngineState, HostArrays, StateStep } from "@dalmeum/contracts";
import type { DrawOffset, NoisePool } from "../state/noise-pool.ts";
import { poolKey, ROWS, type StateStepPlan, type StateSteps } from "../steps/state-steps.ts";

/** More than a table has rows: it reads anything and is written nowhere. */
const NO_ROW = 2 ** 31 - 1;

/** A step on an engine's state, compiled, with its noise in the state. */
export interface StateProgram {
  readonly plan: StateStepPlan;
  readonly step: StateStep;
  /**
   * @param rows of the lookup tables, fewer than the step has room for.
   * @param draw where the windows of noise begin.
   */
  run(rows: readonly number[], inputs: HostArrays, outputs: HostArrays, draw: DrawOffset): Promise<void>;
}

/** One kind of step, compiled for each size when it is first asked for. */
export interface ProgramsBySize {
  (size: number): Promise<StateProgram>;
  /** Whether nobody waits who asks for it. */
  isReady(size: number): boolean;
  /** Compile beforehand, in this order, until `isWanted` says no. What fails is told to whoever asks for it. */
  prepare(sizes: readonly number[], isWanted: () => boolean): void;
}

/** The steps of an update. */
export type StatePrograms = Readonly<Record<keyof StateSteps, ProgramsBySize>>;

/** A compiler has phases that take one core. */
const AT_ONCE = 2;

export function statePrograms(state: EngineState, steps: StateSteps, noise: NoisePool): StatePrograms {
  const pools = new Map<string, Promise<void>>();
  const writePool = (pool: string, size: number, rate: number): Promise<void> => {
    const { values } = noise.poolOf(size, rate);
    const writing = pools.get(pool) ?? state.write({ [poolKey(pool)]: { shape: [values.length], values } });
    pools.set(pool, writing);
    return writing;
  };
  const programOf = async (plan: StateStepPlan): Promise<StateProgram> => {
    const writePools = async (): Promise<void> => {
      for (const { pool, size, rate } of plan.windows) await writePool(pool, size, rate);
    };
    // An engine that records at once knows the windows by now, and noise is drawn while it compiles.
    const [step] = await Promise.all([state.compile(plan.definition), writePools()]);
    await writePools();
    return {
      plan,
      step,
      run: (rows, inputs, outputs, draw) => {
        const numbered = new Int32Array(plan.rows).fill(NO_ROW);
        numbered.set(rows);
        const offsets = plan.windows.map(
          ({ offset, size, rate }) => [offset, Int32Array.of(draw(size, rate))] as const,
        );
        return step.run({ ...inputs, ...Object.fromEntries(offsets), [ROWS]: numbered }, outputs);
      },
    };
  };
  const once = (plan: (size: number) => StateStepPlan): ProgramsBySize => {
    const compiled = new Map<number, Promise<StateProgram>>();
    const ready = new Set<number>();
    const compile = async (size: number): Promise<StateProgram> => {
      const program = await programOf(plan(size));
      ready.add(size);
      return program;
    };
    const get = (size: number): Promise<StateProgram> => {
      const program = compiled.get(size) ?? compile(size);
      compiled.set(size, program);
      return program;
    };
    const prepare: ProgramsBySize["prepare"] = (sizes, isWanted) => {
      const queue = [...sizes];
      const work = async (): Promise<void> => {
        for (let size = queue.shift(); size !== undefined && isWanted(); size = queue.shift()) {
          await get(size).catch(() => undefined);
        }
      };
      for (let each = 0; each < AT_ONCE; each++) void work();
    };
    return Object.assign(get, { isReady: (size: number) => ready.has(size), prepare });
  };
  return { update: once(steps.update), add: once(steps.add), apply: once(steps.apply) };
}
