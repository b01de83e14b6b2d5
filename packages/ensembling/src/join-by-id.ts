import { type Prediction, problemsError, UserError } from "@dalmeum/contracts";

/** One pair's predictions by every member, in the members' order. */
export interface JoinedRow {
  readonly id: string;
  readonly predictions: readonly number[];
}

/**
 * Join members' predictions by id, in the first member's order; never by position.
 * @throws UserError where there is no member, or naming ids that a member lacks, repeats, has alone or has no finite
 * number for.
 */
export function joinById(members: readonly (readonly Prediction[])[]): readonly JoinedRow[] {
  const [first, ...others] = members;
  if (!first) throw new UserError("ensemble: found no member, expected at least one");
  const ids = new Set(first.map(({ id }) => id));
  const problems = members.flatMap((member, index) => problemsOf(member, ids, `member ${index + 1}`));
  if (problems.length > 0) throw problemsError("ensemble", problems);
  const tables = others.map((member) => new Map(member.map(({ id, prediction }) => [id, prediction])));
  return first.map(({ id, prediction }) => ({
    id,
    predictions: [prediction, ...tables.map((table) => table.get(id) ?? NaN)],
  }));
}

function problemsOf(member: readonly Prediction[], expected: ReadonlySet<string>, name: string): readonly string[] {
  const seen = new Set<string>();
  const problems: string[] = [];
  for (const { id, prediction } of member) {
    if (seen.has(id)) problems.push(`${name} repeats id "${id}", expected each once`);
    if (!expected.has(id)) problems.push(`${name} has id "${id}", which member 1 lacks`);
    if (!Number.isFinite(prediction))
      problems.push(`${name} has ${prediction} for id "${id}", expected a finite number`);
    seen.add(id);
  }
  for (const id of expected) if (!seen.has(id)) problems.push(`${name} lacks id "${id}", which member 1 has`);
  return problems;
}
