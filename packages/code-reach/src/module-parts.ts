import { z } from "zod";

const texts = z.array(z.string()).readonly();

const importedName = z.object({ source: z.string(), imported: z.string() }).readonly();

const named = <Value extends z.ZodType>(value: Value) => z.array(z.tuple([z.string(), value]).readonly()).readonly();

const reads = z
  .object({
    /** Of each `import(...)` and `require(...)`, in order. */
    specifiers: texts,
    /** Each time that one is named, in order; relative to the file's folder. */
    files: texts,
    environment: texts,
    /** What cannot be followed. */
    problems: texts,
  })
  .readonly();

/** What a piece of code reads while it runs, other than by imports at the top. */
export type RunTimeReads = z.infer<typeof reads>;

const pieceParts = z
  .object({
    /** For people. */
    name: z.string(),
    declares: texts,
    /** Names of the module that it uses. */
    references: texts,
    /** A statement that does something, instead of declaring. */
    isEffect: z.boolean(),
    /** SHA-256 of all that counts in it, but for what its names lead to. */
    own: z.string(),
    /** For people. */
    text: z.string(),
    reads,
  })
  .readonly();

export const moduleParts = z
  .object({
    /** Each statement at the top, in order. */
    pieces: z.array(pieceParts).readonly(),
    imports: named(importedName),
    /** By exported name: a name of this module, or of another. */
    exports: named(z.union([z.string(), importedName])),
    /** Sources of `export *`. */
    stars: texts,
    /** Other modules that are evaluated with this one, in order; alone: imported for what it does. */
    evaluates: z.array(z.object({ source: z.string(), isAlone: z.boolean() }).readonly()).readonly(),
  })
  .readonly();

/** All that is read from a module's source, whatever the other files are. */
export type ModuleParts = z.infer<typeof moduleParts>;
