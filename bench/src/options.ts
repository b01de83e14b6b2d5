import { parseArgs } from "node:util";
import { UserError } from "@dalmeum/contracts";
import { z } from "zod";
import { ALL_JOBS } from "./alone/all-jobs.ts";
import { nameOf, SUBJECTS } from "./subjects.ts";

const listOf = <T extends string>(names: readonly T[]) =>
  z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(names)))
    .default([...names]);

const optionsSchema = z.object({
  jobs: listOf(ALL_JOBS),
  subjects: listOf(SUBJECTS.map(nameOf)),
  repeats: z.coerce.number().int().min(1).default(1),
});

export type Options = z.infer<typeof optionsSchema>;

/**
 * The flags of `npx pnpm bench`.
 * @throws UserError where one is not known or its value is not.
 */
export function parseOptions(argv: readonly string[]): Options {
  const string = { type: "string" } as const;
  try {
    const { values } = parseArgs({ args: [...argv], options: { jobs: string, subjects: string, repeats: string } });
    return optionsSchema.parse(values);
  } catch (error) {
    const problem = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new UserError(
      `${problem}\nusage: npx pnpm bench [--jobs ${ALL_JOBS.join(",")}] ` +
        `[--subjects ${SUBJECTS.map(nameOf).join(",")}] [--repeats n]`,
      { cause: error },
    );
  }
}
