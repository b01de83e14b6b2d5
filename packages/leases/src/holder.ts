import { identitySchema } from "@dalmeum/files";
import { z } from "zod";

/** `since` is the holder's own clock and for people alone: no clock is ever compared with another. */
export const holderSchema = identitySchema.extend({ since: z.iso.datetime() });

/** Who works in a folder. */
export type Holder = Readonly<z.infer<typeof holderSchema>>;
