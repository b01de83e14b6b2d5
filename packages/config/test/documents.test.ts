import { expect, it } from "vitest";
import { checkTwins } from "../documents/check-twins.ts";

const english = `# Runs

[한국어](runs.ko.md)

## Train

\`\`\`sh
npx dalmeum train <experiment> # trains what changed
\`\`\`

| file       | what     |
| ---------- | -------- |
| \`run.json\` | a record |

1. One
   - of two
`;
const korean = `# 실행

[English](runs.md)

## 학습

\`\`\`sh
npx dalmeum train <실험> # 바뀐 것을 학습합니다
\`\`\`

| 파일       | 무엇 |
| ---------- | ---- |
| \`run.json\` | 기록 |

1. 하나
   - 둘 가운데
`;
const twins = (inKorean: string, inEnglish = english): ReadonlyMap<string, string> =>
  new Map([
    ["docs/runs.md", inEnglish],
    ["docs/runs.ko.md", inKorean],
  ]);

it("has nothing to say of a page that stands in both languages", () => {
  expect(checkTwins(twins(korean))).toEqual([]);
});

it.each([
  ["a page without its twin", new Map([["README.md", "# Dalmeum\n"]]), "README.md: found no README.ko.md"],
  ["a twin without its page", new Map([["docs/a.ko.md", "# 가\n"]]), "docs/a.ko.md: found no docs/a.md"],
  [
    "another level",
    twins(korean.replace("## 학", "### 학")),
    "found a heading of level 3, expected a heading of level 2",
  ],
  [
    "a section less",
    twins(korean.replace("## 학습\n", "")),
    "runs.ko.md:7: found sh: npx dalmeum train <>, expected a",
  ],
  ["a section more", twins(`${korean}\n## 끝\n`), "runs.ko.md:18: found a heading of level 2, expected nothing more"],
  [
    "a section that is new",
    twins(korean, `${english}\n## End\n`),
    "runs.ko.md: found the end, expected a heading of level 2",
  ],
  ["another command", twins(korean.replace("train", "submit")), "runs.ko.md:8: found sh: npx dalmeum submit <>"],
  ["a row less", twins(korean.replace(/\| `run.json.*\n/, "")), "found a table of 0 rows, expected a table of 1 rows"],
  [
    "an item less",
    twins(korean.replace("   - 둘 가운데\n", "")),
    "found the end, expected a list of 1 (docs/runs.md:16)",
  ],
  [
    "no link to the other language",
    twins(korean.replace("(runs.md)", "")),
    "runs.ko.md: found no link to docs/runs.md",
  ],
  [
    "no link to Korean",
    twins(korean, english.replace("(runs.ko.md)", "")),
    "runs.md: found no link to docs/runs.ko.md",
  ],
  [
    "a link to a page in English",
    new Map([
      ...twins(korean),
      ["README.md", "[한국어](README.ko.md)"],
      ["README.ko.md", "[English](README.md) [실행](docs/runs.md#train)"],
    ]),
    "README.ko.md: found a link to docs/runs.md, expected docs/runs.ko.md",
  ],
])("says where there is %s", (_, pages, message) => {
  expect(checkTwins(pages).join("\n")).toMatch(message);
});
