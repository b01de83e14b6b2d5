import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import { type GateVerdict, MANIFEST, readSubmissionManifest, recordScores } from "../src/index.ts";
import { writeSubmissionManifest } from "../src/manifest.ts";
import { createBench, rehash } from "./gate-bench.ts";
import {
  after,
  compressed,
  constant,
  csv,
  csvText,
  type Deed,
  each,
  edited,
  fileEdited,
  inverted,
  labels,
  leafEdited,
  makeConstant,
  mixed,
  onAll,
  predictions,
  rewrite,
  rounded,
  same,
  scaled,
  shifted,
  shuffled,
  sorted,
  submitted,
} from "./gate-deeds.ts";

/** Accepted without a warning; or which check warns or refuses, and what it says. */
type Expected = "accepted" | readonly ["warned" | "refused", check: string, text: RegExp];

const accepted = "accepted";
const warned = (check: string, text = /./): Expected => ["warned", check, text];
const refused = (check: string, text = /./): Expected => ["refused", check, text];

const TABLE: Readonly<Record<string, readonly (readonly [what: string, deed: Deed, expected: Expected])[]>> = {
  "a folder that submit wrote": [
    ["honest predictions", submitted({}), accepted],
    ["predictions in a narrow band", onAll(compressed), accepted],
    [
      "a weak baseline",
      onAll((honest) => honest.map((value, row) => 2 + value / 4 + 0.3 * Math.sin(row * 7))),
      accepted,
    ],
    ["everything on a scale of 0 .. 1", onAll(scaled), warned("column", /no target is above 1/)],
    [
      "everything on a grid of 0.5",
      onAll(each((value) => Math.round(2 * value) / 2)),
      warned("column", /multiple of 0.5/),
    ],
    ["everything inverted", onAll(inverted), refused("scores", /dev Pearson -0\.9/)],
    ["everything constant", onAll(constant), refused("submit", /all 80 targets are 2.5/)],
    ["dev inverted", submitted({ dev: inverted }), refused("scores", /dev Pearson -0\.9/)],
    ["dev constant", submitted({ dev: constant }), refused("scores", /dev Pearson is undefined/)],
    ["dev shuffled", submitted({ dev: shuffled }), warned("scores", /may be chance/)],
    ["dev equal to its labels", submitted({ dev: labels("dev") }), refused("scores", /dev Pearson 1\.0000/)],
    [
      "dev nearly its labels",
      submitted({ dev: (honest) => labels("dev")(honest).map((value, row) => value + 0.01 * Math.sin(row)) }),
      refused("scores", /the labels/),
    ],
    [
      "dev its labels, of another scale",
      submitted({ dev: (honest) => labels("dev")(honest).map((value) => 0.5 + value / 2) }),
      refused("scores"),
    ],
    [
      "dev its labels in six rows of ten",
      submitted({ dev: mixed(0.6, labels("dev")) }),
      refused("scores", /of the predictions are the labels/),
    ],
    [
      "dev its labels in two rows of ten",
      submitted({ dev: mixed(0.2, labels("dev")) }),
      warned("scores", /of the predictions are the labels/),
    ],
    ["out-of-fold inverted", submitted({ train: inverted }), refused("scores", /out-of-fold Pearson -0/)],
    ["out-of-fold constant", submitted({ train: constant }), refused("scores", /out-of-fold Pearson is undefined/)],
    ["out-of-fold equal to its labels", submitted({ train: labels("train") }), refused("scores", /out-of-fold/)],
    [
      "test inverted",
      submitted({ test: inverted }),
      refused("overlap", /-0\.8\d* on test, 0\.8\d* for dev's predictions; .*inverted/),
    ],
    ["test constant", submitted({ test: constant }), refused("submit", /Pearson's r is undefined/)],
    [
      "test constant but for rounding",
      submitted({ test: each((value) => 2.5 + value / 1e7) }),
      refused("submit", /Pearson's r is undefined/),
    ],
    [
      "test constant in all rows but one",
      submitted({ test: (honest) => honest.map((_, row) => (row === 9 ? 2.6 : 2.5)) }),
      refused("likeness"),
    ],
    ["test shuffled", submitted({ test: shuffled }), refused("overlap", /in another order/)],
    [
      "test moved up by a row",
      submitted({ test: shifted(1) }),
      refused("overlap", /0\.8\d* once they are moved 1 row down/),
    ],
    [
      "test moved down by two rows",
      submitted({ test: shifted(-2) }),
      refused("overlap", /0\.8\d* once they are moved 2 rows up/),
    ],
    ["test last row first", submitted({ test: (honest) => honest.toReversed() }), refused("overlap")],
    ["test sorted", submitted({ test: sorted }), refused("submit", /the targets rise/)],
    [
      "test sorted, largest first",
      submitted({ test: (honest) => sorted(honest).toReversed() }),
      refused("submit", /the targets fall/),
    ],
    [
      "test dev's predictions",
      submitted({ test: predictions("dev") }),
      refused("rows", /dev's predictions, row by row/),
    ],
    [
      "test out-of-fold predictions",
      submitted({ test: predictions("train") }),
      refused("rows", /out-of-fold predictions, row by row/),
    ],
    ["test dev's labels", submitted({ test: labels("dev") }), refused("rows", /dev's labels, row by row/)],
    ["test rounded to whole numbers", submitted({ test: rounded }), warned("column", /multiple of 1/)],
    [
      "test one value in six rows of ten",
      submitted({ test: mixed(0.6, constant) }),
      warned("column", /60\.0 % of the targets are 2\.5/),
    ],
    ["test on a scale of 0 .. 1", submitted({ test: scaled }), refused("likeness", /scaled/)],
    [
      "test on a scale of 0 .. 100",
      submitted({ test: each((value) => 20 * value) }),
      refused("clipped", /on a scale of 0\.\.5/),
    ],
    [
      "test whole above the range",
      submitted({ test: each((value) => value + 10) }),
      refused("submit", /all 80 targets are 5/),
    ],
    [
      "test whole below the range",
      submitted({ test: each((value) => value - 10) }),
      refused("submit", /all 80 targets are 0/),
    ],
    [
      "test moved up, a part of it above the range",
      submitted({ test: each((value) => value + 1.5) }),
      warned("clipped", /targets \(\d\d\.\d %\) are clipped/),
    ],
    [
      "dev so far out that clipping shows",
      submitted({ dev: (honest) => honest.map((value) => 1.5 * value) }),
      warned("clipped", /as clipped/),
    ],
  ],
  "a folder beside the ledger": [
    [
      "a submission of other data",
      async (bench) => {
        bench.lay({}, "abroad");
        await bench.train("abroad");
        await bench.handIn(await bench.submit("abroad"));
        return submitted({})(bench);
      },
      accepted,
    ],
    ["inverted beside the best", after({}, { test: inverted }), refused("contrary", /-1\.0000/)],
    ["honest beside one that was inverted", after({ test: inverted }, {}), refused("contrary", /submissions record/)],
    [
      "honest beside one whose score says that it was",
      after({ test: inverted }, {}, (bench, name) => {
        recordScores(bench.root, name, { public: -0.88 });
      }),
      warned("contrary", /-1\.0000/),
    ],
    [
      "a near copy",
      after({}, { test: each((value) => value + 0.001 * Math.sin(value)) }),
      warned("copies", /nearly a copy/),
    ],
    [
      "a near copy, and an entry of equal targets",
      async (bench) => {
        const nearly = each((value) => value + 0.001 * Math.sin(value));
        await after({}, { test: mixed(0.5, nearly) })(bench);
        makeConstant(bench, await bench.handIn(await bench.submit()));
        return submitted({ test: nearly })(bench);
      },
      warned("copies", /nearly a copy/),
    ],
    [
      "an entry of equal targets alone",
      after({ test: compressed }, {}, makeConstant),
      warned("copies", /r with \S+ is undefined/),
    ],
  ],
  "a folder that does not follow from today's runs": [
    [
      "yesterday's, after a training",
      async (bench) => {
        bench.lay({ test: compressed });
        await bench.train();
        const folder = await bench.submit();
        bench.lay({});
        await bench.train();
        return bench.check(folder);
      },
      refused("today", /predictions.*`npx dalmeum submit ours`/),
    ],
    [
      "yesterday's, with nothing trained since",
      edited((_, bench) => {
        bench.lay({ test: compressed });
      }),
      refused("today"),
    ],
    [
      "its run was deleted",
      edited((_, { root }) => {
        rmSync(join(root, "experiments/ours/runs"), { recursive: true });
      }),
      refused("today", /is not here/),
    ],
    [
      "its data was edited",
      edited((_, { root }) => {
        rewrite(join(root, "datasets/tiny/train.csv"), (text) => text.replace("made", "mended"));
      }),
      refused("today", /datasets\/tiny\/train\.csv/),
    ],
  ],
  "a folder that was edited": [
    [
      "a target",
      fileEdited("submission.csv", (text) => text.replace(/,\d\.\d+\n/, ",1.000000\n")),
      refused("unchanged"),
    ],
    [
      "a target and its hash",
      edited((folder) => {
        rewrite(join(folder, "submission.csv"), (text) => text.replace(/,\d\.\d+\n/, ",1.000000\n"));
        rehash(folder);
      }),
      refused("blended", /the CSV says 1,/),
    ],
    [
      "two rows",
      fileEdited("submission.csv", (text) => text.replace(/(test-0,.*\n)(test-1,.*\n)/, "$2$1")),
      refused("format"),
    ],
    [
      "a file that is gone",
      edited((folder) => {
        rmSync(join(folder, "predictions-oof.csv"));
      }),
      refused("unchanged", /predictions-oof\.csv is missing/),
    ],
    [
      "a file more",
      edited((folder) => {
        writeFileSync(join(folder, "notes.txt"), "");
      }),
      refused("unchanged", /notes\.txt was added/),
    ],
    ["dev's r in the manifest", leafEdited(MANIFEST, "dev.pearson.estimate", 0.99), refused("recomputed", /0\.99/)],
    [
      "a run that comes twice",
      edited((folder) => {
        const manifest = readSubmissionManifest(folder);
        const members = manifest.members.map((member) => ({ ...member, runs: [...member.runs, ...member.runs] }));
        writeSubmissionManifest(folder, { ...manifest, members });
      }),
      refused("runs", /comes twice/),
    ],
  ],
  "a CSV alone": [
    ["honest predictions", csv(same), accepted],
    ["honest, in a narrow band", csv(compressed), accepted],
    ["with a BOM and CRLF", csvText((text) => `\ufeff${text.replaceAll("\n", "\r\n")}`), accepted],
    ["without a line break at the end", csvText((text) => text.trimEnd()), accepted],
    ["all 0, as a sample submission", csv(each(() => 0)), refused("format", /all 80 targets are 0/)],
    ["constant", csv(constant), refused("format", /Pearson's r is undefined/)],
    ["sorted", csv(sorted), refused("format", /the targets rise/)],
    ["dev's labels", csv(labels("dev")), refused("rows", /dev's labels, row by row/)],
    ["dev's predictions", csv(predictions("dev")), warned("overlap", /of other pairs/)],
    ["inverted", csv(inverted), warned("overlap", /inverted/)],
    ["shuffled", csv(shuffled), warned("overlap", /in another order/)],
    ["moved by a row", csv(shifted(1)), warned("overlap", /moved 1 row down/)],
    ["on a scale of 0 .. 1", csv(scaled), warned("column", /scale of 0 \.\. 1/)],
    ["rounded to whole numbers", csv(rounded), warned("column", /multiple of 1/)],
    ["cut in its last number", csvText((text) => text.slice(0, -4)), refused("format", /was it cut/)],
    ["cut in its last row", csvText((text) => text.slice(0, -10)), refused("format")],
    ["a blank in the header", csvText((text) => text.replace("id,", "id, ")), refused("format", /U\+0020/)],
    ["a blank after an id", csvText((text) => text.replace("test-7,", "test-7 ,")), refused("format", /U\+0020/)],
    [
      "a no-break space after an id",
      csvText((text) => text.replace("test-7,", "test-7\u00a0,")),
      refused("format", /U\+00A0/),
    ],
    ["a BOM before an id", csvText((text) => text.replace("test-7,", "\ufefftest-7,")), refused("format", /U\+FEFF/)],
    ["a row missing", csvText((text) => text.replace(/test-7,.*\n/, "")), refused("format", /test-7/)],
    ["a target above the range", csvText((text) => text.replace(/test-7,.*/, "test-7,5.1")), refused("format", /5\.1/)],
    [
      "a target that is no number",
      csvText((text) => text.replace(/test-7,.*/, "test-7,nan")),
      refused("format", /nan/),
    ],
  ],
};

/** Of the commit that a workspace stands on: these have none. And what trained a notebook's predictions is never known. */
const OF_THE_BENCH = ["history", "release", "leakage"];

describe.each(Object.entries(TABLE))("the gate, of %s:", (_, rows) => {
  it.each(rows)("%s", async (_what, deed, expected) => {
    const verdicts = await judged(deed);
    const told = verdicts.map(({ check, verdict, text }) => `${verdict} ${check}: ${text}`);
    const worst = ["failed", "warning"].find((each) => verdicts.some(({ verdict }) => verdict === each)) ?? "passed";
    if (expected === accepted) {
      expect(worst, told.join("\n")).toBe("passed");
      return;
    }
    const [how, check, text] = expected;
    expect(worst, told.join("\n")).toBe(how === "refused" ? "failed" : "warning");
    expect(told).toContainEqual(expect.stringMatching(new RegExp(`^${worst} ${check}: .*${text.source}`, "s")));
  });
});

async function judged(deed: Deed): Promise<readonly GateVerdict[]> {
  try {
    return (await deed(createBench())).filter(({ check }) => !OF_THE_BENCH.includes(check));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // `npx dalmeum submit` writes nothing then.
    return [{ check: "submit", verdict: "failed", text: error.message }];
  }
}
