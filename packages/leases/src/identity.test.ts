import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../test/temporary-folder.ts";
import { isKnownDead, thisProcess } from "@dalmeum/files";
import { takeLease } from "./take-lease.ts";

const NO_PROCESS = 2 ** 30;
const self = thisProcess();

// What is known at once is known from /proc; elsewhere every holder is watched.
describe.runIf(process.platform === "linux")("isKnownDead", () => {
  it.each([
    ["this process", {}, false],
    ["a process that is not there", { pid: NO_PROCESS }, true],
    ["one whose pid was given again", { start: "1" }, true],
    ["one whose start nobody wrote", { start: undefined }, false],
    ["one on another host", { pid: NO_PROCESS, host: "elsewhere" }, false],
    ["one before the last boot, or in another container", { pid: NO_PROCESS, place: "elsewhere" }, false],
    ["one in a place that the platform does not tell", { pid: NO_PROCESS, place: undefined }, false],
    // Whoever runs these tests may not signal it, or may: it lives.
    ["the first process", { pid: 1, start: undefined }, false],
  ])("tells %s", (_, change, expected) => {
    expect(isKnownDead({ ...self, ...change }, self)).toBe(expected);
  });

  it("knows nothing where this process cannot tell its place", () => {
    const unsure = { host: self.host, pid: self.pid };
    expect(isKnownDead({ ...unsure, pid: NO_PROCESS }, unsure)).toBe(false);
  });

  it("blocks nobody where the holder's pid was given to another process", async () => {
    const folder = temporaryFolder();
    const first = await takeLease(folder, { self: { ...self, start: "1" } });
    writeFileSync(join(first.work, "checkpoint"), "7");
    const second = await takeLease(folder);
    expect(second.inherited).toBe(true);
    second.release();
    first.release();
  });
});
