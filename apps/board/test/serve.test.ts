import { trainAll, writeTeamWorkspace } from "@dalmeum/standing/bench";
import type { BoardIndex, ExperimentPage, LivePage } from "@dalmeum/standing/types";
import { describe, expect, it } from "vitest";
import { SECURITY_POLICY } from "../src/index.ts";
import { runPiece } from "./run-piece.ts";
import { type Answer, ask, listenTo, serve } from "./served-board.ts";
import { startTraining, writeTrainingWorkspace } from "./tiny-training.ts";

const pieceOf = ({ text }: Answer): unknown => runPiece(text);

describe("what is served", () => {
  it("is the page and its pieces, and nothing by any other name", async () => {
    const root = writeTeamWorkspace({ "data/secret.js": "secret", secret: "secret" });
    await trainAll(root, "dev");
    const address = await serve(root);
    const page = await ask(address, "/");
    expect(page).toMatchObject({ status: 200, headers: { "content-type": "text/html; charset=utf-8" } });
    expect(page.text).toContain('src="board.js"');
    expect((await ask(address, "/board.js?1")).status).toBe(200);
    const index = pieceOf(await ask(address, "/data/index.js")) as BoardIndex;
    expect(index).toMatchObject({ live: true, runs: { used: 1 } });
    for (const piece of index.pieces) expect((await ask(address, `/data/${piece}.js`)).status).toBe(200);
    expect(pieceOf(await ask(address, "/data/experiment-dev.js"))).toMatchObject({ reference: "dev" });
    for (const path of [
      ...[
        "/secret",
        "/data/secret.js",
        "/../secret",
        "/data/../secret",
        "/data/..%2fsecret",
        "/%2e%2e/secret",
        "//secret",
      ],
      ...[
        "/data/experiment-nobody.js",
        "/data/index.json",
        "/data/",
        "/data/__proto__.js",
        "/constructor",
        "/index.html/x",
      ],
      ...[`${root}/secret`, `/data/experiment-${"x".repeat(4000)}.js`],
    ]) {
      const { status, text } = await ask(address, path);
      expect([path, status, text.includes("secret")]).toEqual([path, 404, false]);
    }
  });

  it("is for this machine's own pages: names that were made to lead here, other sites and writing are refused", async () => {
    const address = await serve(writeTeamWorkspace());
    const { host, port } = new URL(address);
    const statusOf = async (headers: Readonly<Record<string, string>>, method?: string): Promise<number> =>
      (await ask(address, "/data/index.js", headers, method)).status;
    expect(await statusOf({ host })).toBe(200);
    expect(await statusOf({ host: `localhost:${port}` })).toBe(200);
    for (const name of [
      "evil.example",
      `evil.example:${port}`,
      "192.168.0.7",
      "127.0.0.1.evil.example",
      "localhost@evil",
    ]) {
      expect([name, await statusOf({ host: name })]).toEqual([name, 421]);
    }
    expect(await statusOf({ "sec-fetch-site": "same-origin", "sec-fetch-mode": "no-cors" })).toBe(200);
    expect(await statusOf({ "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" })).toBe(403);
    expect(await statusOf({ "sec-fetch-site": "same-site", "sec-fetch-mode": "cors" })).toBe(403);
    expect(await statusOf({ "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" })).toBe(200);
    expect(await statusOf({}, "POST")).toBe(405);
    expect((await ask(address, "/events", { host: "evil.example" })).status).toBe(421);
  });

  it("says with each answer what a browser may do with it", async () => {
    const address = await serve(writeTeamWorkspace());
    for (const path of ["/", "/data/index.js", "/nothing"]) {
      const { headers } = await ask(address, path);
      expect(headers).toMatchObject({
        "content-security-policy": `${SECURITY_POLICY}; frame-ancestors 'none'`,
        "cross-origin-resource-policy": "same-origin",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
      });
      expect(headers["access-control-allow-origin"]).toBeUndefined();
    }
  });

  it("refuses an address that is taken, or is not this machine's", async () => {
    const root = writeTeamWorkspace();
    const port = Number(new URL(await serve(root)).port);
    const { serveBoard } = await import("../src/index.ts");
    const at = (host: string) =>
      serveBoard({
        root,
        host,
        port,
        say: () => undefined,
        signal: new AbortController().signal,
        onListen: () => undefined,
      });
    await expect(at("127.0.0.1")).rejects.toThrow("--port chooses another");
    await expect(at("203.0.113.7")).rejects.toThrow("--host takes a name or address of its own");
  });
});

describe("whoever listens", () => {
  it("is told first how things are, then of a run that finishes, and of the page that is open", async () => {
    const root = writeTeamWorkspace();
    await trainAll(root, "dev");
    const address = await serve(root);
    const next = listenTo(address);
    expect((await next(({ piece }) => piece === "index")).value).toMatchObject({ live: true, runs: { used: 1 } });
    expect((await next(({ piece }) => piece === "live")).value).toMatchObject({ runs: [] });
    const open = pieceOf(await ask(address, "/data/experiment-plain.js")) as ExperimentPage;
    expect(open.runs).toEqual([]);
    await trainAll(root, "plain", [{ seed: 1, fold: 1 }]);
    await next(({ piece, value }) => piece === "index" && (value as BoardIndex).runs.used === 2);
    await next(({ piece, value }) => piece === "experiment-plain" && (value as ExperimentPage).runs.length === 1);
    expect(pieceOf(await ask(address, "/data/experiment-plain.js"))).toMatchObject({ runs: [{ state: "finished" }] });
  });

  it("sees a training go on", { tags: ["slow"], timeout: 120_000 }, async () => {
    const root = writeTrainingWorkspace();
    const next = listenTo(await serve(root));
    const child = startTraining(root);
    const stepOf = (value: unknown): number => (value as LivePage).runs[0]?.progress?.step ?? 0;
    const first = await next(({ piece, value }) => piece === "live" && stepOf(value) > 0);
    const [run] = (first.value as LivePage).runs;
    expect(run).toMatchObject({
      ...{ experiment: "tiny", reference: "tiny", run: { seed: 1, fold: null }, state: "running" },
      holder: { pid: child.pid },
      progress: { totalSteps: 200_000, epochs: 100_000 },
    });
    const later = await next(({ piece, value }) => piece === "live" && stepOf(value) > stepOf(first.value) + 30);
    const [after] = (later.value as LivePage).runs;
    expect(after?.dev.length).toBeGreaterThan(run?.dev.length ?? 0);
    expect(after?.loss.length).toBeLessThanOrEqual(200);
    expect(after?.progress?.secondsLeft).toBeGreaterThan(0);
    child.kill("SIGINT");
    await next(({ piece, value }) => piece === "live" && (value as LivePage).runs[0]?.state === "unfinished");
    await next(({ piece, value }) => piece === "index" && (value as BoardIndex).runs.unfinished === 1);
  });
});
