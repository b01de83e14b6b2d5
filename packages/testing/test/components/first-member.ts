import { type Ensembler, type Prediction, UserError } from "@dalmeum/contracts";

/** An ensembler that keeps the contract: it takes the first member's word. */
export function firstMember(): Ensembler {
  return {
    name: "firstMember",
    options: {},
    fit: (fitted, gold) => {
      checkMembers(fitted);
      for (const { id } of fitted.flat()) if (!gold.has(id)) throw new UserError(`a score expected for id ${id}`);
      return {
        weights: fitted.map((_, index) => (index === 0 ? 1 : 0)),
        combine: (members) => {
          checkMembers(members);
          if (members.length !== fitted.length)
            throw new UserError(`${fitted.length} members expected, got ${members.length}`);
          return members[0] ?? [];
        },
      };
    },
  };
}

function checkMembers(members: readonly (readonly Prediction[])[]): void {
  if (members.length === 0) throw new UserError("at least one member expected");
  for (const member of members) {
    for (const { id } of members.flat()) {
      const found = member.filter((row) => row.id === id);
      if (found.length !== 1 || !Number.isFinite(found[0]?.prediction))
        throw new UserError(`one number expected for id ${id}`);
    }
  }
}
