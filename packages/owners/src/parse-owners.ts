/** A line of CODEOWNERS. */
export interface OwnerRule {
  readonly pattern: string;
  /** Names and teams with their @, and addresses; none where the line takes a path away from its owners. */
  readonly owners: readonly string[];
  /** From 1. */
  readonly line: number;
}

/** A blank that no backslash stands before, which would make it a part of a path. */
const BLANKS = /(?<!\\)\s+/;
const COMMENT = /(?:^|\s)#.*$/;

/** The rules of a CODEOWNERS file, in its order. */
export function parseOwners(text: string): readonly OwnerRule[] {
  return text.split(/\r?\n/).flatMap((written, index) => {
    const [pattern = "", ...owners] = written.replace(COMMENT, "").trim().split(BLANKS);
    return pattern === "" ? [] : [{ pattern, owners, line: index + 1 }];
  });
}
