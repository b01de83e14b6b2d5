import { expect, it } from "vitest";
import { checkWorkflow } from "../workflows/check-workflow.ts";

const COMMIT = "11bd71901bbe5b1630ceea73d27597364c9af683";
const right = `on: pull_request
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@${COMMIT}
      - run: npm test
`;

it("has nothing to say of a workflow that is right", async () => {
  expect(await checkWorkflow("right.yml", right)).toEqual([]);
});

it("lets a workflow read the repository's variables", async () => {
  expect(await checkWorkflow("right.yml", right.replace("npm test", "echo ${{ vars.NAME }}"))).toEqual([]);
});

it.each([
  ["an action's tag", right.replace(COMMIT, "v4"), /^w\.yml: found actions\/checkout@v4, expected a commit after @$/],
  ["no permissions", right.replace(/permissions:\n.*\n/, ""), /^w\.yml: found no permissions/],
  ["rights of every job", right.replace("contents: read", "contents: write"), /^w\.yml: found contents: write for all/],
  ["rights for strangers", right.replace("on: pull_request", "on: [pull_request_target]"), /found pull_request_target/],
  ["a secret", right.replace("npm test", "echo ${{ secrets.TOKEN }}"), /found secrets where pull requests run/],
  ["an unknown key", right.replace("runs-on", "run-on"), /^w\.yml:\d+:\d+: .*run-on.* \[syntax-check\]$/m],
  ["a value that is not there", right.replace("npm test", "echo ${{ matrix.node }}"), /\[expression\]$/m],
  ["no jobs", "on: push\npermissions: {}\n", /found no workflow/],
])("says where there is %s", async (_, text, message) => {
  const problems = await checkWorkflow("w.yml", text);
  expect(problems.join("\n")).toMatch(message);
});
