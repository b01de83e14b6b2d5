import { UserError } from "@dalmeum/contracts";
import type { Problem } from "../types/index.ts";

/** Collects what cannot be read: one damaged thing is no reason not to tell of the others. */
export interface Problems {
  /** Each once. */
  readonly found: readonly Problem[];
  add(problem: Problem): void;
  /** What `read` gives, or undefined where that is a problem. */
  attempt<T>(kind: Problem["kind"], subject: string, read: () => T): T | undefined;
  attemptAsync<T>(kind: Problem["kind"], subject: string, read: () => Promise<T>): Promise<T | undefined>;
}

export function createProblems(): Problems {
  const found = new Map<string, Problem>();
  const add = (problem: Problem): void => {
    found.set(JSON.stringify(problem), problem);
  };
  const note = (kind: Problem["kind"], subject: string, error: unknown): void => {
    if (!(error instanceof UserError)) throw error;
    add({ kind, subject, text: error.message });
  };
  return {
    get found() {
      return [...found.values()];
    },
    add,
    attempt: (kind, subject, read) => {
      try {
        return read();
      } catch (error) {
        note(kind, subject, error);
        return undefined;
      }
    },
    attemptAsync: async (kind, subject, read) => {
      try {
        return await read();
      } catch (error) {
        note(kind, subject, error);
        return undefined;
      }
    },
  };
}
