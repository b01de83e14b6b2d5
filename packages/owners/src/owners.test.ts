import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeWorkspace } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { isPlaceholder, parseOwners, readOwners, withOwners } from "./index.ts";

const text = `# Who reviews what.
*                 @dalmeum/team
/packages/losses/ @mina  # and nobody else
/docs/*           @jun mina@example.org
/my\\ folder/      @jun
/secret/
`;

const ownersOf = (path: string, written = text): readonly string[] | undefined => {
  const root = writeWorkspace({}, [], { ".github/CODEOWNERS": written });
  return readOwners(root).ruleOf(path)?.owners;
};

describe("readOwners", () => {
  it.each([
    ["README.md", ["@dalmeum/team"]],
    ["packages/losses/", ["@mina"]],
    ["packages/losses/src/mae-loss.ts", ["@mina"]],
    ["other/packages/losses/x.ts", ["@dalmeum/team"]],
    ["docs/ensembles.md", ["@jun", "mina@example.org"]],
    ["docs/studies/loss.md", ["@dalmeum/team"]],
    ["my folder/x.md", ["@jun"]],
    ["secret/x.md", []],
  ])("finds the last rule for %s", (path, owners) => {
    expect(ownersOf(path)).toEqual(owners);
  });

  it("finds none where no rule matches, or there is no file", () => {
    expect(ownersOf("README.md", "/packages/ @mina\n")).toBeUndefined();
    const owners = readOwners(writeWorkspace({}, []));
    expect(owners).toMatchObject({ file: ".github/CODEOWNERS", text: "", rules: [] });
    expect(owners.ruleOf("README.md")).toBeUndefined();
  });

  it("looks where GitHub looks", () => {
    const root = writeWorkspace({}, [], { "docs/CODEOWNERS": "* @docs\n" });
    expect(readOwners(root).file).toBe("docs/CODEOWNERS");
    writeFileSync(join(root, "CODEOWNERS"), "* @root\n");
    expect(readOwners(root).file).toBe("CODEOWNERS");
  });
});

it("reads lines with their numbers, comments and CRLF aside", () => {
  expect(parseOwners("# a\r\n\r\n* @b#c @d # e\r\n")).toEqual([{ pattern: "*", owners: ["@b#c", "@d"], line: 3 }]);
});

it("tells the file's own teams from people", () => {
  expect(["@dalmeum/losses", "@mina", "@our-team/losses"].map(isPlaceholder)).toEqual([true, false, false]);
});

describe("withOwners", () => {
  it("sorts a rule in behind those of the folders above", () => {
    const sorted = "* @a\n/packages/losses/  @b\n/packages/models/  @c\n";
    expect(withOwners(sorted, "/packages/losses/src/log-cosh-loss.*", ["@jun"])).toBe(
      "* @a\n/packages/losses/  @b\n/packages/losses/src/log-cosh-loss.* @jun\n/packages/models/  @c\n",
    );
    expect(withOwners(text, "/a/", ["@jun"]).split("\n")[2]).toBe("/a/               @jun");
  });

  it("replaces the rule of the same path", () => {
    expect(withOwners("* @a\n/x/ @b\n/y/ @c", "/x/", ["@d", "@e"])).toBe("* @a\n/x/ @d @e\n/y/ @c\n");
  });

  it("begins a file, and stays below its first comment", () => {
    expect(withOwners("", "/x/", ["@a"])).toBe("/x/ @a\n");
    expect(withOwners("# Whose.\n", "/x/", ["@a"])).toBe("# Whose.\n/x/ @a\n");
    expect(withOwners("# Whose.\n/y/ @b\n", "/x/", ["@a"])).toBe("# Whose.\n/x/ @a\n/y/ @b\n");
  });
});
