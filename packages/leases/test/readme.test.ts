import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { writeFileAtomically } from "@dalmeum/files";
import { lookAt, takeLease } from "../src/index.ts";
import { temporaryFolder } from "./temporary-folder.ts";

it("runs the README's example", async () => {
  const folder = temporaryFolder();
  const told: string[] = [];
  const say = (text: string): void => {
    told.push(text);
  };
  const lease = await takeLease(folder, {
    onWait: (holder, milliseconds) => {
      say(`looking for up to ${milliseconds / 1000} s whether ${holder?.host ?? "another process"} is alive`);
    },
  });
  try {
    if (!lease.inherited) writeFileAtomically(join(lease.work, "checkpoint.bin"), [Buffer.from("epoch 1")]);
    lease.lost.throwIfAborted();
    writeFileAtomically(join(lease.work, "run.json"), [Buffer.from("{}")]);
    lease.finish("run.json");
  } finally {
    lease.release();
  }
  const holding = lookAt(folder);
  expect([holding, told]).toEqual([{ kind: "free" }, []]);
  expect(readdirSync(folder).toSorted()).toEqual(["checkpoint.bin", "run.json"]);
});
