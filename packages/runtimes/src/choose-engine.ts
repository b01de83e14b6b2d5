import { type Engine, problemsError } from "@dalmeum/contracts";
import { z } from "zod";
import { ENGINE_NAMES, type EngineChoice, PRECISIONS } from "./engine-names.ts";
import { type EngineOptions, loadEngine } from "./load-engine.ts";

const nothing = z.literal("").transform(() => undefined);
const environmentSchema = z.object({
  DALMEUM_ENGINE: z.enum(ENGINE_NAMES).or(nothing).optional(),
  DALMEUM_PRECISION: z.enum(PRECISIONS).or(nothing).optional(),
});

/**
 * What flags name, else the environment: DALMEUM_ENGINE and DALMEUM_PRECISION, so that turbo, which knows no flags, sees what a
 * result follows from. An engine's flag stands alone: the environment's precision may not be its own.
 * @throws UserError where the environment names none.
 */
export function engineChoice({ engine, precision }: EngineChoice): EngineChoice {
  const parsed = environmentSchema.safeParse(process.env);
  if (!parsed.success) {
    const found = (name: string): string => `${name}: found ${process.env[name] ?? ""}`;
    throw problemsError(
      "environment",
      parsed.error.issues.map(({ path }) => {
        const name = String(path[0]);
        const values = name === "DALMEUM_ENGINE" ? ENGINE_NAMES : PRECISIONS;
        return `${found(name)}, expected ${values.join(" or ")}`;
      }),
    );
  }
  const { DALMEUM_ENGINE, DALMEUM_PRECISION } = engine === undefined ? parsed.data : {};
  const chosen = { engine: engine ?? DALMEUM_ENGINE, precision: precision ?? DALMEUM_PRECISION };
  return {
    ...(chosen.engine === undefined ? {} : { engine: chosen.engine }),
    ...(chosen.precision === undefined ? {} : { precision: chosen.precision }),
  };
}

/**
 * The engine that flags name, else the environment.
 * @throws UserError where the environment names none, or the engine does not load.
 */
export function chooseEngine(root: string, { profile = false, ...choice }: EngineOptions): Promise<Engine> {
  return loadEngine(root, { profile, ...engineChoice(choice) });
}
