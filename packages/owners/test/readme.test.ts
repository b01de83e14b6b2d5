import { writeWorkspace } from "@dalmeum/testing";
import { expect, it } from "vitest";
import { isPlaceholder, readOwners, withOwners } from "../src/index.ts";

it("runs the README's example", () => {
  const text = "* @dalmeum/team\n/packages/losses/ @dalmeum/losses\n";
  const root = writeWorkspace({}, [], { ".github/CODEOWNERS": text });

  const owners = readOwners(root); // .github/CODEOWNERS, or wherever GitHub finds it
  const rule = owners.ruleOf("packages/losses/src/mae-loss.ts"); // the last that matches: its pattern, owners and line
  const free = rule === undefined || rule.owners.every(isPlaceholder); // nobody has taken losses yet
  const edited = withOwners(owners.text, "/packages/losses/", ["@mina"]); // the text with the line of losses anew

  expect({ rule, free }).toEqual({
    rule: { pattern: "/packages/losses/", owners: ["@dalmeum/losses"], line: 2 },
    free: true,
  });
  expect(edited).toBe("* @dalmeum/team\n/packages/losses/ @mina\n");
});
