import { UserError } from "@dalmeum/contracts";

/**
 * A place failed: no network, no rights, no space. Callers may go on without it, and tell. It has no cause, since what
 * clients throw may hold keys and tokens.
 */
export class StoreError extends UserError {}

/** Why something failed, in words that may be shown; a place throws it, and the call that failed makes a StoreError of it. */
export class Reason extends Error {
  override readonly name = "Reason";
}

/** What arrived is not what was stored: somebody is storing it just now, or it is damaged. */
export class TornError extends Reason {}
