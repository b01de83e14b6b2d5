import { expect, it } from "vitest";
import { createRunReader, openMlflow, readMlflowSettings, trackRuns } from "../src/index.ts";
import { createWorkspace, finishRun } from "./made-runs.ts";
import { standIn } from "./servers/stand-in.ts";

it("runs the README's example", async () => {
  const { address } = await standIn();
  const root = createWorkspace();
  finishRun(root);
  const { signal } = new AbortController();
  const said: string[] = [];
  const say = (line: string): void => void said.push(line);

  const settings = readMlflowSettings(address, {}); // its own variables for users and tokens
  await trackRuns({
    reader: createRunReader(root, ["one"]), // of all experiments where none is named
    open: (opening) => openMlflow(settings, opening), // or: () => Promise.resolve(openTensorboard(folder))
    follow: false, // true: goes on while runs train
    signal,
    onRun: ({ path }, { outcome, points }) => {
      say(`${path}: ${outcome}, ${points} points`);
    },
    onWait: ({ message }) => {
      say(message);
    },
  });

  expect(said).toEqual([expect.stringMatching(/^experiments\/one\/runs\/seed-1-[0-9a-f]{8}: sent, 56 points$/)]);
});
