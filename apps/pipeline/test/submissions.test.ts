import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dalmeum } from "./dalmeum.ts";
import { ensembleFiles, MEMBERS } from "./ensemble-files.ts";
import { commitAll, git, IGNORED, initialise } from "./git.ts";
import { copyWorkspace, makeWorkspace } from "./workspace.ts";

const CANDIDATE = "experiments/blend/submission";

/** A workspace under git whose blend is trained and submitted. */
let template = "";
beforeAll(async () => {
  template = makeWorkspace({ ...ensembleFiles, ".gitignore": IGNORED });
  initialise(template);
  for (const name of [...MEMBERS, "blend"]) expect((await dalmeum(template, `train ${name}`)).stderr).toBe("");
  expect((await dalmeum(template, "submit blend")).stderr).toBe("");
}, 120_000);
afterAll(() => {
  rmSync(template, { recursive: true, force: true });
});

/** A copy to spoil. */
const workspace = (): string => copyWorkspace(template);

function edit(root: string, file: string, change: (text: string) => string): void {
  const path = join(root, file);
  writeFileSync(path, change(readFileSync(path, "utf8")));
}

const dropRow = (id: string) => (text: string) => text.replace(new RegExp(`^${id},.*\n`, "m"), "");

describe("check", () => {
  it("accepts what submit wrote, and says what it looked at", async () => {
    const { code, stdout, stderr } = await dalmeum(workspace(), `check ${CANDIDATE}`);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    for (const check of [
      "format",
      "unchanged",
      "recomputed",
      "blended",
      "release",
      "history",
      "runs",
      "data",
      "members",
      "training rows",
      "leakage",
      "copies",
      "progress",
    ]) {
      expect(stdout).toMatch(new RegExp(`^${check} +passed`, "m"));
    }
  });

  it.each<[string, string, (text: string) => string, RegExp]>([
    [
      "shuffled rows",
      "submission.csv",
      (text) => text.replace(/^(test-0,.*\n)(test-1,.*\n)/m, "$2$1"),
      /format: .*test-1/,
    ],
    ["a row missing", "submission.csv", dropRow("test-2"), /format: .*test-2/],
    ["an id twice", "submission.csv", (text) => text.replace(/^test-1,/m, "test-0,"), /format: .*test-0/],
    ["a NaN", "submission.csv", (text) => text.replace(/^test-1,.*/m, "test-1,NaN"), /format: .*NaN/],
    [
      "an edited value",
      "submission.csv",
      (text) => text.replace(/^test-1,.*/m, "test-1,4.900000"),
      /blended: id "test-1": the CSV says 4\.9/,
    ],
    [
      "a member with a row missing",
      "members/weak/predictions-oof.csv",
      dropRow("train-3"),
      /blended: weak: out-of-fold predictions: 1 problem\n +id "train-3" has no prediction/,
    ],
    [
      "an edited record",
      "manifest.json",
      (text) => text.replace(/("dev": \{[^}]*?"estimate": )[\d.e-]+/, "$10.99"),
      /recomputed: dev\.pearson\.estimate: found 0\.99, computed/,
    ],
    [
      "a run twice",
      "manifest.json",
      (text) => text.replace(/"fold": 2,\s+"identity": "\w+"/, /"fold": 1,\s+"identity": "\w+"/.exec(text)?.[0] ?? ""),
      /runs: experiments\/weak\/runs\/seed-1-fold-1-\w+ comes twice/,
    ],
    [
      "a commit and code that nobody has",
      "manifest.json",
      (text) =>
        text
          .replaceAll(/"hash": "[0-9a-f]{40}"/g, `"hash": "${"0".repeat(40)}"`)
          .replaceAll(/"code": "[0-9a-f]{64}"/g, `"code": "${"0".repeat(64)}"`),
      /history: .*0{40}, which is not in the history; HEAD's code is another/,
    ],
    [
      "another member",
      "manifest.json",
      (text) => text.replace('"experiment": "weak"', '"experiment": "strong"'),
      /blended: members: the record says strong, strong, elsewhere/,
    ],
  ])("refuses %s", async (_, file, change, message) => {
    const root = workspace();
    edit(root, `${CANDIDATE}/${file}`, change);
    const { code, stderr } = await dalmeum(root, `check ${CANDIDATE}`);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    if (file !== "manifest.json") expect(stderr).toMatch(new RegExp(`unchanged: ${file} was edited`));
  });

  it("refuses files that are missing or new", async () => {
    const root = workspace();
    rmSync(join(root, CANDIDATE, "members/strong/predictions-dev.csv"));
    writeFileSync(join(root, CANDIDATE, "notes.txt"), "");
    const { stderr } = await dalmeum(root, `check ${CANDIDATE}`);
    expect(stderr).toMatch(
      /members\/strong\/predictions-dev\.csv is missing; notes\.txt was added|notes\.txt was added; members/,
    );
  });

  it("refuses data that has changed since", async () => {
    const root = workspace();
    edit(root, "datasets/tiny/train.csv", (text) => text.replace(",5.0,1", ",4.8,1"));
    expect((await dalmeum(root, `check ${CANDIDATE}`)).stderr).toMatch(
      /data: .*was trained on another datasets\/tiny\/train\.csv than today's/,
    );
  });

  it("refuses what was trained on dev, and a blend of it", async () => {
    const root = workspace();
    edit(root, "experiments/strong/experiment.ts", (text) =>
      text
        .replace('data: competitionCsv({ folder: "datasets/tiny" })', "data: withDev")
        .replace('leakage: "drop"', 'leakage: "keep"')
        .replace(
          "export default",
          `const source = competitionCsv({ folder: "datasets/tiny" });
const withDev = {
  ...source,
  load: async (root) => {
    const dataset = await source.load(root);
    return { ...dataset, train: [...dataset.train, ...dataset.dev] };
  },
};

export default`,
        ),
    );
    expect((await dalmeum(root, "train strong")).code).toBe(0);
    expect((await dalmeum(root, "train blend")).stderr).toMatch(
      /strong: predictions-oof\.csv: .*\n +seed 1, fold \d has id "dev-\d+", which is not in the data/,
    );
    await dalmeum(root, "submit strong");
    expect((await dalmeum(root, "check experiments/strong/submission")).stderr).toMatch(
      /training rows: training id "dev-0" is a row of dev/,
    );
  });

  it("refuses what no released commit builds again", async () => {
    const root = workspace();
    writeFileSync(join(root, "notes.txt"), "not in git\n");
    await dalmeum(root, "submit blend");
    expect((await dalmeum(root, `check ${CANDIDATE}`)).stderr).toMatch(
      /release: it was written with uncommitted changes: commit them/,
    );
    mkdirSync(join(root, ".changeset"));
    writeFileSync(join(root, ".changeset/README.md"), "");
    writeFileSync(join(root, ".changeset/new-loss.md"), "");
    commitAll(root, "a change that no version holds");
    await dalmeum(root, "submit blend");
    expect((await dalmeum(root, `check ${CANDIDATE}`)).stderr).toMatch(
      /release: its commit has 1 changeset that no version holds: `npx changeset version`/,
    );
  });

  it("submit refuses a run whose record was edited", async () => {
    const root = workspace();
    const runs = join(root, "experiments/weak/runs");
    const [first = ""] = readdirSync(runs);
    edit(root, `experiments/weak/runs/${first}/run.json`, (text) =>
      text.replace(/("dev": \{[^}]*?"estimate": )[\d.e-]+/, "$10.99"),
    );
    expect((await dalmeum(root, "submit blend")).stderr).toMatch(
      /run\.json: says what its files do not give; .*\n +dev\.pearson\.estimate: found 0\.99, computed/s,
    );
  });
});

describe("the ledger", () => {
  it("keeps a submission, its scores and why it was handed in", async () => {
    const root = workspace();
    const added = await dalmeum(root, "submissions add blend --why first-blend");
    expect(added).toMatchObject({ code: 0, stderr: "" });
    expect(added.stdout).toMatch(
      /^leakage: elsewhere: made by a notebook: .*\nsubmissions\/(\d{4}-\d\d-\d\d-blend-[0-9a-f]{8}): commit it; today takes 9 submissions more\n$/,
    );
    const name = String(readdirSync(join(root, "submissions"))[0]);
    expect((await dalmeum(root, "submissions add blend --why again")).stderr).toMatch(
      /is the same submission; nothing was added/,
    );
    expect((await dalmeum(root, `submissions record ${name} --public 0.91`)).code).toBe(0);
    expect((await dalmeum(root, `submissions record ${name} --public 0.92 --private 0.9`)).code).toBe(0);
    expect(readdirSync(join(root, "submissions", name, "scores"))).toHaveLength(2);
    const listed = await dalmeum(root, "submissions list");
    expect(listed.stdout).toMatch(/1 submission; today takes 9 more/);
    expect(listed.stdout).toMatch(/0\.9200 +0\.9000 +first-blend/);
    expect((await dalmeum(root, "submissions list --language ko")).stdout).toMatch(/^제출 1개, 오늘 남은 제출 9번\n/);
    expect(await dalmeum(root, `check submissions/${name}`)).toMatchObject({ code: 0, stderr: "" });
    const korean = await dalmeum(root, `check submissions/${name} --language ko`);
    expect(korean.stdout).toMatch(/\n통과\. 경고 \d개\.\n[^]*\nformat +통과 /);

    expect((await dalmeum(root, `submissions record ${name} --public 92`)).stderr).toMatch(
      /expected a correlation, -1 \.\. 1/,
    );
    expect((await dalmeum(root, `submissions record ${name}`)).stderr).toMatch(/found no score/);
    expect((await dalmeum(root, "submissions record other --public 0.9")).stderr).toMatch(
      /found no submission "other"\. There are: 2/,
    );
  });

  it("takes as many a day as the competition does", async () => {
    const root = workspace();
    await dalmeum(root, "submissions add blend --why first");
    writeFileSync(join(root, "submissions/budget.json"), JSON.stringify({ perDay: 1, timeZone: "Asia/Seoul" }));
    await dalmeum(root, "submit strong");
    expect((await dalmeum(root, "submissions add strong --why second")).stderr).toMatch(
      /the day takes 1; nothing was added/,
    );
    writeFileSync(join(root, "submissions/budget.json"), JSON.stringify({ timeZone: "Seoul" }));
    expect((await dalmeum(root, "submissions list")).stderr).toMatch(/expected a time zone/);
  });

  it("warns of a near copy, and calls a tie a tie", async () => {
    const root = workspace();
    await dalmeum(root, "submissions add blend --why first");
    await dalmeum(root, "submit strong");
    const { stdout } = await dalmeum(root, "check experiments/strong/submission");
    expect(stdout).toMatch(
      /progress +(warning|passed) +dev Pearson less that of \d{4}-\d\d-\d\d-blend-[0-9a-f]{8}, the best so far: [^:]*: (a tie|worse|better)/s,
    );
    expect(stdout).toMatch(/copies +\w+ +nearest to/);
  });

  it("takes what two teammates add at once, and refuses what one of them edited", async () => {
    const root = workspace();
    git(root, "switch", "--quiet", "--create", "theirs");
    await dalmeum(root, "submit strong");
    await dalmeum(root, "submissions add strong --why theirs");
    commitAll(root, "theirs");
    git(root, "switch", "--quiet", "main");
    await dalmeum(root, "submissions add blend --why ours");
    commitAll(root, "ours");
    git(root, "merge", "--quiet", "--no-edit", "theirs");
    expect(readdirSync(join(root, "submissions"))).toHaveLength(2);
    const merged = await dalmeum(root, "submissions check --since HEAD~1 --output report");
    expect(merged).toMatchObject({ code: 0, stderr: "" });
    expect(existsSync(join(root, "report/report.md"))).toBe(true);
    expect((await dalmeum(root, "submissions check --since HEAD~1 --language ko")).stdout).toMatch(
      /^제출 전 검사: submissions\n/,
    );

    const [name = ""] = readdirSync(join(root, "submissions"));
    git(root, "switch", "--quiet", "--create", "edited");
    edit(root, `submissions/${name}/why.md`, () => "it was my idea\n");
    commitAll(root, "edited");
    expect((await dalmeum(root, "submissions check --since main")).stderr).toMatch(
      new RegExp(`append-only: submissions/${name}/why\\.md was edited`),
    );
  });
});
