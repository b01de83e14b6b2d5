import { UserError } from "@dalmeum/contracts";

/** A tracker does not answer as it should, now; it may later. */
export class UnreachableError extends UserError {}
