import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { makeLeft, TOKEN } from "../test/made-place.ts";
import { TIMES } from "../test/start-holder.ts";
import { temporaryFolder } from "../test/temporary-folder.ts";
import { systemFailure, thisProcess } from "@dalmeum/files";
import { lookAt } from "./look-at.ts";
import { takeLease } from "./take-lease.ts";
import { makePlace, takePlace } from "./work-place.ts";

const ELSEWHERE = { host: "elsewhere", pid: 7, place: "another boot", start: "7", since: "2026-01-01T00:00:00.000Z" };
const QUICK = { beatMilliseconds: 50, deadAfterMilliseconds: 300 };
const LONG = { ...TIMES, deadAfterMilliseconds: 60_000 };

describe("takeLease", () => {
  it("makes the folder, and release leaves it to one who need not wait, wherever they are", async () => {
    const folder = join(temporaryFolder(), "runs/seed-1");
    const first = await takeLease(folder, TIMES);
    expect([first.inherited, first.lost.aborted, readdirSync(first.work)]).toEqual([false, false, []]);
    mkdirSync(join(first.work, "plots"));
    writeFileSync(join(first.work, "plots/loss.svg"), "svg");
    first.release();
    first.release();
    expect(lookAt(folder, ELSEWHERE)).toMatchObject({ kind: "abandoned", work: first.work });
    const second = await takeLease(folder, { ...LONG, self: ELSEWHERE });
    expect(() => {
      first.check();
    }).not.toThrow();
    expect([second.inherited, readFileSync(join(second.work, "plots/loss.svg"), "utf8")]).toEqual([true, "svg"]);
    second.finish("plots/loss.svg");
    second.release();
    expect(readdirSync(folder)).toEqual(["plots"]);
  });

  it("leaves nothing where nothing was written", async () => {
    const folder = temporaryFolder();
    (await takeLease(folder, TIMES)).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ["1970-01-01T00:00:00.000Z", 0],
    ["2999-01-01T00:00:00.000Z", 32e9],
  ])("asks no clock: dead and living ones since %s", async (since, seconds) => {
    const folder = temporaryFolder();
    const at = makeLeft(folder, { ...ELSEWHERE, since, token: TOKEN }, { checkpoint: "7" });
    for (const name of ["beat", "lease.json"]) utimesSync(join(at, name), seconds, seconds);
    const taking = takeLease(folder, TIMES);
    await setTimeout(100);
    writeFileSync(join(at, "beat"), "0000000000000008");
    for (const name of ["beat", "lease.json"]) utimesSync(join(at, name), seconds, seconds);
    await expect(taking).rejects.toThrow(`process 7 on elsewhere works on this since ${since} by its own clock`);
    const lease = await takeLease(folder, QUICK);
    expect(lease.inherited).toBe(true);
    lease.release();
  });

  it.each([
    ["missing", undefined],
    ["damaged", "text"],
    ["of no process", { ...ELSEWHERE, pid: 0, token: TOKEN }],
    ["that obeys a terminal", { ...ELSEWHERE, host: "\u001b[2J", token: TOKEN }],
    [
      "of the holder before",
      { ...thisProcess(), pid: 2 ** 30, since: ELSEWHERE.since, token: TOKEN.replace("0", "1") },
    ],
  ])("watches where lease.json is %s, and names nobody", async (_, lease) => {
    const folder = temporaryFolder();
    const at = makeLeft(folder, lease, { checkpoint: "7" });
    expect(lookAt(folder)).toEqual({ kind: "held", work: join(at, `files-${TOKEN}`), holder: undefined });
    const waits: unknown[] = [];
    const taken = await takeLease(folder, { ...QUICK, onWait: (holder) => waits.push(holder) });
    expect([waits, taken.inherited]).toEqual([[undefined], true]);
    taken.release();
  });

  it("refuses two places, and files where nobody works, which it leaves alone", async () => {
    const folder = temporaryFolder();
    makeLeft(folder, undefined);
    const another = join(folder, "work", TOKEN.replace("0", "1"));
    mkdirSync(another);
    writeFileSync(join(another, "beat"), "");
    await expect(takeLease(folder)).rejects.toThrow("expected one folder; delete the older ones");
    const other = temporaryFolder();
    mkdirSync(join(other, "work"));
    writeFileSync(join(other, "work/notes.txt"), "mine");
    await expect(takeLease(other)).rejects.toThrow("found files, expected none where nobody works");
    expect(readdirSync(other, { recursive: true }).toSorted()).toEqual(["work", "work/notes.txt"]);
  });

  it("does not count the time in which it stood still itself, as the holder may have too", async () => {
    const folder = temporaryFolder();
    const at = makeLeft(folder, { ...ELSEWHERE, token: TOKEN });
    const taking = takeLease(folder, QUICK);
    const until = performance.now() + 2 * QUICK.deadAfterMilliseconds;
    while (performance.now() < until);
    const beating = setTimeout(100).then(() => {
      writeFileSync(join(at, "beat"), "0000000000000008");
    });
    await expect(taking).rejects.toThrow("process 7 on elsewhere works on this");
    await beating;
  });

  it("stops waiting when it is told to", async () => {
    const folder = temporaryFolder();
    makeLeft(folder, undefined);
    const signal = AbortSignal.timeout(50);
    await expect(takeLease(folder, { ...LONG, signal })).rejects.toThrow("timeout");
    expect(lookAt(folder).kind).toBe("held");
  });

  it("says so where another was faster, in a free folder, over the dead, and while it watched", async () => {
    const folder = temporaryFolder();
    const place = { folder, token: TOKEN };
    makePlace(place, ELSEWHERE);
    const another = { folder, token: TOKEN.replace("0", "1") };
    const told = `${folder}: another process has just taken this; wait for it`;
    expect(() => {
      makePlace(another, ELSEWHERE);
    }).toThrow(told);
    expect(readdirSync(folder)).toEqual(["work"]);
    const watching = takeLease(folder, LONG);
    takePlace(place, another, ELSEWHERE);
    await expect(watching).rejects.toThrow("another process has just taken or finished this; try again");
    expect(() => {
      takePlace(place, { folder, token: TOKEN.replace("0", "2") }, ELSEWHERE);
    }).toThrow(told);
  });

  it("is lost where its work is deleted", async () => {
    const folder = temporaryFolder();
    const lease = await takeLease(folder, TIMES);
    rmSync(join(folder, "work"), { recursive: true });
    await once(lease.lost, "abort");
    expect(() => {
      lease.check();
    }).toThrow("another process has taken this over");
    lease.release();
  });
});

describe("a lost holder", () => {
  it("that makes missing folders makes no place: it is still lost, and the next one still holds", async () => {
    const folder = temporaryFolder();
    const first = await takeLease(folder, TIMES);
    writeFileSync(join(first.work, "checkpoint"), "7");
    first.release();
    const old = await takeLease(folder, { ...TIMES, self: { ...thisProcess(), place: "x", pid: 2 ** 30 } });
    const second = await takeLease(folder, { ...TIMES, self: { ...thisProcess(), place: "x" } });
    mkdirSync(join(old.work, "plots"), { recursive: true });
    writeFileSync(join(old.work, "run.json"), "late");
    expect(() => {
      old.finish("run.json");
    }).toThrow("another process has taken this over");
    expect(lookAt(folder)).toMatchObject({ kind: "held", work: second.work });
    second.finish("checkpoint");
    expect(readdirSync(folder)).toContain("checkpoint");
    expect(readdirSync(folder)).not.toContain("run.json");
  });

  it("leaves claims that whoever comes next removes where it is known to be dead, alone", async () => {
    const folder = temporaryFolder();
    const claims = [2 ** 30, process.pid].map((pid, index) => {
      const token = TOKEN.replace("0", String(index));
      const claim = `claim-${token}`;
      mkdirSync(join(folder, claim, token), { recursive: true });
      const lease = { ...thisProcess(), pid, since: ELSEWHERE.since, token };
      writeFileSync(join(folder, claim, token, "lease.json"), JSON.stringify(lease));
      return claim;
    });
    (await takeLease(folder, TIMES)).release();
    expect(readdirSync(folder)).toEqual(claims.slice(1));
  });
});

describe("finish", () => {
  it("moves the record last: what a process killed before had moved, the next one has again", async () => {
    const folder = temporaryFolder();
    const first = await takeLease(folder, TIMES);
    for (const name of ["checkpoint", "metrics", "run.json"]) writeFileSync(join(first.work, name), name);
    expect(() => {
      first.finish("other.json");
    }).toThrow("other.json: missing, expected the file that is moved last");
    // A folder where a file is to come stops it half-way.
    mkdirSync(join(folder, "metrics/full"), { recursive: true });
    expect(() => {
      first.finish("run.json");
    }).toThrow();
    expect(readdirSync(folder).toSorted()).toEqual(["metrics", "work"]);
    expect(readdirSync(first.work).toSorted()).toEqual(["checkpoint", "metrics", "run.json"]);
    // Killed, it would have had no time to take it back.
    writeFileSync(join(first.work, "../moving.json"), JSON.stringify({ last: "run.json", files: ["checkpoint"] }));
    renameSync(join(first.work, "checkpoint"), join(folder, "checkpoint"));
    first.release();
    rmSync(join(folder, "metrics"), { recursive: true });
    const second = await takeLease(folder, TIMES);
    expect(readdirSync(folder)).toEqual(["work"]);
    expect(readdirSync(second.work).toSorted()).toEqual(["checkpoint", "metrics", "run.json"]);
    second.finish("run.json");
    expect(readdirSync(folder).toSorted()).toEqual(["checkpoint", "metrics", "run.json"]);
    expect(() => {
      second.check();
    }).not.toThrow();
  });

  it("is not undone where the process was killed after the last file", async () => {
    const folder = temporaryFolder();
    const at = makeLeft(folder, undefined);
    writeFileSync(join(at, "moving.json"), JSON.stringify({ last: "run.json", files: ["checkpoint"] }));
    for (const name of ["checkpoint", "run.json"]) writeFileSync(join(folder, name), name);
    const lease = await takeLease(folder, QUICK);
    expect(lease.inherited).toBe(false);
    lease.release();
    expect(readdirSync(folder).toSorted()).toEqual(["checkpoint", "run.json"]);
  });

  it("brings back nothing from elsewhere", async () => {
    const folder = join(temporaryFolder(), "run");
    const at = makeLeft(folder, undefined, { "run.json": "{}" });
    writeFileSync(join(at, "moving.json"), JSON.stringify({ last: "run.json", files: ["../secret"] }));
    await expect(takeLease(folder, QUICK)).rejects.toThrow("moving.json: delete it; files it moved lie in the folder");
    expect(lookAt(folder).kind).toBe("abandoned");
  });

  it("gathers what a taker that was killed had not yet moved", async () => {
    const folder = temporaryFolder();
    const at = makeLeft(folder, undefined, { checkpoint: "7", "plots/loss.svg": "svg" });
    const before = join(at, `files-${TOKEN.replace("0", "1")}`);
    mkdirSync(join(before, "plots"), { recursive: true });
    renameSync(join(at, `files-${TOKEN}/checkpoint`), join(before, "checkpoint"));
    const lease = await takeLease(folder, QUICK);
    expect(readdirSync(lease.work, { recursive: true }).toSorted()).toEqual(["checkpoint", "plots", "plots/loss.svg"]);
    // Over NFS a folder that was renamed could still be written to by who knew it before.
    expect(readdirSync(join(lease.work, "..")).filter((name) => name.startsWith("files-"))).toHaveLength(1);
    lease.release();
    expect(existsSync(lease.work)).toBe(true);
  });
});

it.skipIf(process.platform !== "linux")(
  "says of no folder that somebody works there, where it may not write",
  async () => {
    // Of the kernel: nobody writes there, root neither.
    const taken = takeLease("/sys/kernel/dalmeum").catch(systemFailure);
    await expect(taken).resolves.toMatch(/^\/sys\/kernel\/dalmeum.*: .* \(E(ACCES|PERM|ROFS)\)\. Name another place/);
  },
);
