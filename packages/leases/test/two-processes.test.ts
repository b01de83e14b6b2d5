import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { thisProcess } from "@dalmeum/files";
import { lookAt, takeLease } from "../src/index.ts";
import { killed, startHolder, TIMES } from "./start-holder.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const ELSEWHERE = { ...thisProcess(), host: "elsewhere", place: "another boot" };
/** Nobody is known dead to one who cannot tell places. */
const UNSURE = { host: "unsure", pid: process.pid };
const LONG = { ...TIMES, deadAfterMilliseconds: 60_000 };

describe("a holder in another process", { tags: ["slow"] }, () => {
  it("is not taken while it beats, here or on another host, and its event loop may stand still", async () => {
    const folder = temporaryFolder();
    const holder = await startHolder(folder);
    const pid = String(holder.child.pid);
    await expect(takeLease(folder, TIMES)).rejects.toThrow(
      new RegExp(`^${folder}: process ${pid} on .* works on this since .* by its own clock; wait for it, or stop it`),
    );
    const blocked = holder.ask(`block ${2 * TIMES.deadAfterMilliseconds}`);
    for (const self of [ELSEWHERE, UNSURE]) {
      await expect(takeLease(folder, { ...TIMES, self })).rejects.toThrow(`process ${pid}`);
      expect(lookAt(folder, self)).toMatchObject({ kind: "held", holder: { pid: holder.child.pid } });
    }
    expect(await blocked).toBe("done");
    expect(await holder.ask("write weights whole")).toBe("done");
    expect(await holder.ask("finish weights")).toBe("done");
    expect(readdirSync(folder)).toEqual(["weights"]);
    expect(lookAt(folder)).toEqual({ kind: "free" });
  });

  it("is taken at once where it was killed on the same host, with its files but its temporary ones", async () => {
    const folder = temporaryFolder();
    const holder = await startHolder(folder);
    await holder.ask("write checkpoint 7");
    await holder.ask("write record.json.123.tmp half");
    await killed(holder);
    expect(lookAt(folder)).toMatchObject({ kind: "abandoned", holder: { pid: holder.child.pid } });
    const waits: unknown[] = [];
    const lease = await takeLease(folder, { ...LONG, onWait: (who) => waits.push(who) });
    expect([lease.inherited, waits, readdirSync(lease.work)]).toEqual([true, [], ["checkpoint"]]);
    expect(readFileSync(join(lease.work, "checkpoint"), "utf8")).toBe("7");
    lease.release();
  });

  it("is taken after watching where it was killed on another host", async () => {
    const folder = temporaryFolder();
    const holder = await startHolder(folder, { self: ELSEWHERE });
    await holder.ask("write checkpoint 7");
    await killed(holder);
    expect(lookAt(folder).kind).toBe("held");
    const waits: unknown[] = [];
    const began = performance.now();
    const lease = await takeLease(folder, { ...TIMES, onWait: (who, time) => waits.push(who?.host, time) });
    expect(performance.now() - began).toBeGreaterThanOrEqual(TIMES.deadAfterMilliseconds);
    expect([lease.inherited, waits]).toEqual([true, ["elsewhere", TIMES.deadAfterMilliseconds]]);
    lease.release();
  });

  it("writes nothing any more where it was stopped, taken over, and continued", async () => {
    const folder = temporaryFolder();
    const first = await startHolder(folder);
    await first.ask("write checkpoint first");
    await first.ask("write run.json first");
    first.child.kill("SIGSTOP");
    const second = await takeLease(folder, TIMES);
    expect(second.inherited).toBe(true);
    writeFileSync(join(second.work, "checkpoint"), "second");
    first.child.kill("SIGCONT");
    expect(await first.ask("write checkpoint late")).toMatch("ENOENT");
    expect(await first.ask("replace run.json failed")).toMatch("ENOENT");
    const told = `UserError: ${folder}: another process has taken this over; this one stops and writes nothing more`;
    expect(await first.ask("finish run.json")).toBe(told);
    expect(await first.ask("lost")).toBe(told);
    expect(await first.ask("release")).toBe("done");
    writeFileSync(join(second.work, "run.json"), "second");
    second.finish("run.json");
    expect(await first.ask("replace run.json failed")).toMatch("ENOENT");
    expect(readdirSync(folder).toSorted()).toEqual(["checkpoint", "run.json"]);
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name), "utf8"), name).toBe("second");
  });

  it("is told soon that it lost the lease", async () => {
    const folder = temporaryFolder();
    const first = await startHolder(folder, { self: ELSEWHERE });
    first.child.kill("SIGSTOP");
    const second = await takeLease(folder, TIMES);
    first.child.kill("SIGCONT");
    expect(await first.ask("lost")).toMatch("another process has taken this over");
    second.release();
  });

  it("leaves its folder to one of two who take it at once", async () => {
    const folder = temporaryFolder();
    const holder = await startHolder(folder, { self: ELSEWHERE });
    await holder.ask("write checkpoint 7");
    await killed(holder);
    const takers = await Promise.all([1, 2, 3].map(() => startHolder(folder)));
    const took = takers.filter(({ taken }) => taken.startsWith("took inherited"));
    const refused = takers.map(({ taken }) => taken).filter((taken) => taken.startsWith("UserError"));
    expect([took.length, refused.length], refused.join("\n")).toEqual([1, 2]);
    expect(await took[0]?.ask("finish checkpoint")).toBe("done");
    expect(readdirSync(folder)).toEqual(["checkpoint"]);
  });

  it("is one where three come to a free folder at once", async () => {
    const folder = temporaryFolder();
    const takers = await Promise.all([1, 2, 3].map(() => startHolder(folder)));
    expect(takers.filter(({ taken }) => taken.startsWith("took new"))).toHaveLength(1);
    expect(takers.filter(({ taken }) => /^UserError: .*(works on this|has just taken)/.test(taken))).toHaveLength(2);
    expect(readdirSync(folder)).toEqual(["work"]);
  });

  it("ends as soon as it has nothing more to do", async () => {
    const folder = temporaryFolder();
    const holder = await startHolder(folder, { beatMilliseconds: 30_000 });
    await holder.ask("write checkpoint 7");
    const ended = once(holder.child, "exit");
    const began = performance.now();
    holder.child.stdin?.end();
    expect(await ended).toEqual([0, null]);
    expect(performance.now() - began).toBeLessThan(5000);
    expect(existsSync(join(folder, "work"))).toBe(true);
  });
});
