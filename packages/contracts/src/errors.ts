/** An error whose message is meant for the person at the terminal: what was found, where, what was expected, what to do. */
export class UserError extends Error {
  override readonly name = "UserError";
}

/** Most problems of one file that are reported together. */
export const MAX_REPORTED_PROBLEMS = 20;

/**
 * One error for all problems of one file or folder.
 * @param subject what was checked, e.g. a path.
 * @param problems one line each; past the first twenty only their number is told.
 */
export function problemsError(subject: string, problems: readonly string[]): UserError {
  const shown = problems.slice(0, MAX_REPORTED_PROBLEMS).map((problem) => `  ${problem}`);
  const hidden = problems.length - shown.length;
  const count = `${problems.length} ${problems.length === 1 ? "problem" : "problems"}`;
  const rest = hidden > 0 ? [`  ... and ${hidden} more`] : [];
  return new UserError([`${subject}: ${count}`, ...shown, ...rest].join("\n"));
}

/**
 * Refuse what has problems. What a run follows from cannot follow from such a statement, which lets all through or nothing: so
 * code-reach leaves it out, and a check that finds more than before makes no run stale.
 * @throws UserError as `problemsError`.
 */
export function refuseProblems(subject: string, problems: readonly string[]): void {
  if (problems.length > 0) throw problemsError(subject, problems);
}
