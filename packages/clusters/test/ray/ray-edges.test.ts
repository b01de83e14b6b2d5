import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listen } from "@dalmeum/testing";
import { expect, it, onTestFinished } from "vitest";
import { openRay } from "../../src/ray/open-ray.ts";
import { parseDriverLines } from "../../src/ray/driver-lines.ts";

const signal = new AbortController().signal;
const TOKEN = "a-token-that-nobody-sees";

const open = (environment: NodeJS.ProcessEnv) => openRay({ root: "/nowhere", environment });

/** What stands where a head would, so that a test decides what it answers. */
const head = (answer: (path: string, from: IncomingMessage, to: ServerResponse) => void): Server =>
  createServer((from, to) => {
    answer(from.url ?? "", from, to);
  });

const version = (text: string) => (_path: string, _from: IncomingMessage, to: ServerResponse) => {
  to.end(JSON.stringify({ version: "4", ray_version: text, ray_commit: "", session_name: "" }));
};

it.each([
  ["127.0.0.1:6379"],
  ["ray://127.0.0.1:10001"],
  ["auto"],
  ["http://user:secret@127.0.0.1:8265"],
  ["http://127.0.0.1:8265/?token=secret"],
])("takes no %s as its address, and repeats none", (RAY_ADDRESS) => {
  expect(() => open({ RAY_ADDRESS })).toThrow("RAY_ADDRESS: expected the address of Ray's dashboard");
  expect(() => open({ RAY_ADDRESS })).not.toThrow("secret");
});

it("is on this machine where nothing is said", () => {
  expect(open({}).place).toBe("Ray at http://127.0.0.1:8265");
});

it("warns of a cluster that asks nobody for a token, unless it is this machine's alone", async () => {
  const address = await listen(head(version("2.60.0")));
  await expect(open({ RAY_ADDRESS: address }).warnings(signal)).resolves.toEqual([]);
  // Another name of this machine, which is no loopback address.
  const warned = await open({ RAY_ADDRESS: address.replace("127.0.0.1", "0.0.0.0") }).warnings(signal);
  expect(warned).toEqual([expect.stringContaining("RAY_AUTH_MODE=token")]);
});

it("warns of another version", async () => {
  const address = await listen(head(version("2.9.1")));
  await expect(open({ RAY_ADDRESS: address }).warnings(signal)).resolves.toEqual([
    expect.stringContaining("it runs Ray 2.9.1"),
  ]);
});

it("shows its token, and says it nowhere", async () => {
  const seen: (string | undefined)[] = [];
  const address = await listen(
    head((_path, { headers }, to) => {
      seen.push(headers.authorization);
      to.writeHead(403).end("Forbidden: Invalid authentication token");
    }),
  );
  const folder = mkdtempSync(join(tmpdir(), "dalmeum-token-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  writeFileSync(join(folder, "token"), `${TOKEN}\n`);
  for (const token of [{ RAY_AUTH_TOKEN: TOKEN }, { RAY_AUTH_TOKEN_PATH: join(folder, "token") }]) {
    const failed = open({ RAY_ADDRESS: address, ...token }).warnings(signal);
    await expect(failed).rejects.toThrow("it refuses the token");
    await expect(failed).rejects.not.toThrow(TOKEN);
  }
  expect(seen).toEqual([`Bearer ${TOKEN}`, `Bearer ${TOKEN}`]);
});

it.each([
  ["what is not Ray", "<html>", "answers otherwise than Ray 2.60 does: found <html>"],
  ["a failure", undefined, "does not list its nodes: it answers 500: ValueError: no"],
])("names %s", async (_name, text, message) => {
  const address = await listen(
    head((_path, _from, to) => {
      to.writeHead(text === undefined ? 500 : 200).end(text ?? "Traceback\nValueError: no\n");
    }),
  );
  const cluster = open({ RAY_ADDRESS: address });
  const workspace = { sha256: "", archive: new Uint8Array(), files: new Set<string>() };
  await expect(cluster.nodes(workspace, signal)).rejects.toThrow(message);
});

it("says where it looked where nothing answers", async () => {
  const failed = open({ RAY_ADDRESS: "http://127.0.0.1:1" }).warnings(signal);
  await expect(failed).rejects.toThrow("Ray at http://127.0.0.1:1 does not answer (ECONNREFUSED)");
});

it.each([
  ["while its job runs", "RUNNING"],
  ["of a job that ended before its last lines were heard", "SUCCEEDED"],
])("reads the log anew where no WebSocket gets through, and tells each event once: %s", async (_name, status) => {
  const event = (told: object): string =>
    `noise\n\ndalmeum-event ${JSON.stringify({ identity: "a", node: "n", ...told })}\n`;
  const lines = [event({ kind: "starts" }), event({ kind: "says", text: "trains" }), event({ kind: "stored" })];
  let submitted: unknown;
  let reads = 0;
  const answers: Record<string, () => unknown> = {
    "GET /api/jobs/": () => [],
    "POST /api/jobs/": () => ({}),
    logs: () => ({ logs: lines.slice(0, reads++ > 0 && status !== "RUNNING" ? lines.length : reads).join("") }),
  };
  const address = await listen(
    head((path, from, to) => {
      const answer = answers[`${from.method ?? ""} ${path}`] ?? answers[path.split("/").at(-1) ?? ""];
      if (from.method === "PUT" || path.startsWith("/api/packages")) from.resume().on("end", () => to.end());
      else if (from.method === "POST") {
        from.setEncoding("utf8").on("data", (text) => {
          submitted = JSON.parse(String(text));
        });
        from.on("end", () => to.end("{}"));
      } else to.end(JSON.stringify(answer?.() ?? { submission_id: "dalmeum-runs-1", status }));
    }),
  );
  const runs = {
    workspace: { sha256: "0f", archive: new Uint8Array(3), files: new Set<string>() },
    engine: { name: "cpu", precision: "float32", versions: {} },
    node: 20,
    needs: { cpus: 1, gpus: 0 },
    runs: [{ identity: "a", reference: "mixture:alpha=0.5", seed: 1 }],
  } as const;
  const kinds = [];
  for await (const { kind } of open({ RAY_ADDRESS: address }).make(runs, signal)) kinds.push(kind);
  expect(kinds).toEqual(["starts", "says", "stored"]);
  expect(submitted).toMatchObject({
    submission_id: expect.stringMatching(/^dalmeum-runs-[0-9a-f]{24}-1$/) as string,
    // A shell reads it, so nothing of what is wanted stands in it.
    entrypoint: 'exec "${DALMEUM_PYTHON:-python3}" -m dalmeum_ray',
    metadata: { experiments: '["mixture"]', runs: "1" },
    runtime_env: { working_dir: "gcs://_ray_pkg_0f.zip" },
  });
});

it("ends with the signal's reason", async () => {
  const left = new AbortController();
  const address = await listen(head(() => undefined));
  const asked = open({ RAY_ADDRESS: address }).warnings(left.signal);
  left.abort(new Error("left"));
  await expect(asked).rejects.toThrow("left");
});

it("reads the driver's lines among those of others", () => {
  const stored = { identity: "a", node: "n", at: "2026-11-30T09:00:00.000Z", kind: "stored" };
  const lines = [
    "(Maker pid=1) dalmeum-event {}",
    `dalmeum-event ${JSON.stringify(stored)}`,
    'dalmeum-event {"kind":"stored"}',
    'dalmeum-event {"kind"',
    `  dalmeum-event ${JSON.stringify(stored)}`,
  ];
  const { at, ...event } = stored;
  expect(parseDriverLines(lines)).toEqual([{ event, at }]);
});
