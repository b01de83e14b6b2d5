import type { CompiledStep, Engine, HostArrays, Optimizer, Profiled, Signature, TensorSpec } from "@dalmeum/contracts";
import { clipByGlobalNorm } from "../optimizers/clip-by-global-norm.ts";
import { ROW } from "../state/parameter-groups.ts";
import type { Stored, UpdatePiece } from "../state/stored.ts";
import { POSITION_SIGNATURE, slotInput, squaresStep, updateStep } from "../steps/update-step.ts";
import type { UpdatePosition } from "./updates.ts";

export interface UpdaterOptions {
  readonly optimizer: Optimizer;
  readonly clipNorm: number;
  readonly engine: Engine;
}

/** The second half of an update, after the gradients: clipping and the optimizer, piece by piece. */
export interface Updater extends Profiled {
  /** Norm of the gradients of all pieces together. */
  gradientNorm(pieces: readonly UpdatePiece[]): Promise<number>;
  /** Write what the pieces become. */
  update(pieces: readonly UpdatePiece[], position: UpdatePosition & { readonly gradientNorm: number }): Promise<void>;
  dispose(): Promise<void>;
}

export function createUpdater({ optimizer, clipNorm, engine }: UpdaterOptions): Updater {
  const compiled = new Map<string, Promise<CompiledStep>>();
  const once = (key: string, compile: () => Promise<CompiledStep>): Promise<CompiledStep> => {
    const step = compiled.get(key) ?? compile();
    compiled.set(key, step);
    return step;
  };
  const squares = (piece: UpdatePiece): Promise<CompiledStep> =>
    once(`squares of ${rowsOf(piece)}`, () => engine.compile(squaresStep, { gradient: specOf(piece) }));
  const update = (piece: UpdatePiece): Promise<CompiledStep> =>
    once(`${optimizer.groupOf(piece.name)}, ${rowsOf(piece)}`, () =>
      engine.compile(updateStep(optimizer, piece.name), signatureOf(piece)),
    );
  return {
    gradientNorm: async (pieces) => {
      let sum = 0;
      const ofPiece = new Float32Array(1);
      for (const piece of pieces) {
        await (await squares(piece)).run({ gradient: piece.gradient }, { squares: ofPiece });
        sum += ofPiece[0] ?? NaN;
      }
      return Math.sqrt(sum);
    },
    update: async (pieces, { step, learningRate, gradientNorm }) => {
      const position = {
        step: Float32Array.of(step),
        learningRate: Float32Array.of(learningRate),
        gradientScale: Float32Array.of(clipByGlobalNorm(gradientNorm, clipNorm)),
      };
      for (const piece of pieces) {
        const { gradient, read, written } = piece;
        await (await update(piece)).run({ ...position, gradient, ...arraysOf(read) }, arraysOf(written));
      }
    },
    endProfile: async () => {
      const runs = [];
      for (const step of compiled.values()) runs.push(...((await (await step).endProfile?.()) ?? []));
      return runs.toSorted((a, b) => a.start - b.start);
    },
    dispose: async () => {
      for (const step of compiled.values()) await (await step).dispose();
    },
  };
}

const arraysOf = ({ parameter, slots }: Stored<Float32Array>): HostArrays => ({
  parameter,
  ...Object.fromEntries(Object.entries(slots).map(([slot, array]) => [slotInput(slot), array])),
});

const rowsOf = ({ gradient }: UpdatePiece): number => gradient.length / ROW;

const specOf = (piece: UpdatePiece): TensorSpec => ({ shape: [rowsOf(piece), ROW], dtype: "float32" });

const signatureOf = (piece: UpdatePiece): Signature => ({
  ...POSITION_SIGNATURE,
  gradient: specOf(piece),
  ...Object.fromEntries(Object.keys(arraysOf(piece.read)).map((key) => [key, specOf(piece)])),
});
