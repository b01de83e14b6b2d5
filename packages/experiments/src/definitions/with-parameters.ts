import { problemsError, UserError } from "@dalmeum/contracts";
import { z } from "zod";
import type { Experiment } from "./experiment.ts";

export const settingSchema = z.union([z.number(), z.boolean(), z.string()]);

/** The value of a parameter. */
export type Setting = z.infer<typeof settingSchema>;

/** Values of an experiment's parameters, by name. */
export type Settings = Readonly<Record<string, Setting>>;

/** Parameters by name: what values each takes, and its default. */
type Shape = Readonly<Record<string, z.ZodType<Setting>>>;

/** Experiments that differ in the values of parameters. */
export interface ParameterisedExperiment {
  readonly parameters: readonly string[];
  /**
   * The experiment with these settings; a parameter that they do not name has its default.
   * @throws UserError where a parameter is unknown, or a value is none that it takes.
   */
  build(settings: Settings): { readonly experiment: Experiment; readonly settings: Settings };
}

const defined = new WeakSet();

/**
 * An experiment with parameters, e.g. `withParameters({ alpha: z.number().min(0).max(1).default(0.5) }, ({ alpha }) =>
 * defineExperiment({ ... }))`; the default export of experiments/<name>/experiment.ts. `npx dalmeum train name:alpha=0.3`
 * trains it with other settings, `npx dalmeum sweep` with many.
 * @throws UserError where a parameter has no default.
 */
export function withParameters<S extends Shape>(
  shape: S,
  build: (settings: z.output<z.ZodObject<S>>) => Experiment,
): ParameterisedExperiment {
  const schema = z.strictObject(shape);
  const parameters = Object.keys(shape);
  const parse = (settings: Settings) => {
    const parsed = schema.safeParse(settings);
    if (parsed.success) return parsed.data;
    const problems = parsed.error.issues.map((issue) =>
      issue.code === "unrecognized_keys"
        ? `found ${issue.keys.join(", ")}, expected ${parameters.join(", ")}`
        : `${issue.path.join(".")}: found ${String(settings[String(issue.path[0])])}. ${issue.message}`,
    );
    throw problemsError("parameters", problems);
  };
  const withoutDefault = parameters.filter((name) => shape[name]?.safeParse(undefined).success !== true);
  if (withoutDefault.length > 0) {
    throw new UserError(`withParameters: ${withoutDefault.join(", ")} has no default; end it with .default(...)`);
  }
  const parameterised: ParameterisedExperiment = {
    parameters,
    build: (settings) => {
      const all = parse(settings);
      return { experiment: build(all), settings: z.record(z.string(), settingSchema).parse(all) };
    },
  };
  defined.add(parameterised);
  return parameterised;
}

/** Whether `withParameters` made this value. */
export function isParameterised(value: unknown): value is ParameterisedExperiment {
  return typeof value === "object" && value !== null && defined.has(value);
}
