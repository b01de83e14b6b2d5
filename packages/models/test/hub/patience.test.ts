import type { ServerResponse } from "node:http";
import type { HubPatience } from "../../src/hub/hub-patience.ts";
import type { HubRequest } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { type Hub, model, repository, revision, startHub, weights } from "./start-hub.ts";

const SILENT = { silence: 100 };
/** However fast this machine is, a byte now and then is less. */
const SLOW = { silence: 5000, window: 100, rate: 1e6 };
const { signal } = new AbortController();

const isList = ({ path }: HubRequest): boolean => path.startsWith("/api/");
const isFile = ({ host }: HubRequest): boolean => host === "cdn";
const hubWhere = (which: (request: HubRequest) => boolean, answer: (to: ServerResponse) => void): Promise<Hub> =>
  startHub({
    intercept: (request, response) => {
      if (!which(request)) return false;
      answer(response);
      return true;
    },
  });

/** One byte every few milliseconds, for as long as the client listens. */
const trickle =
  (type: string) =>
  (to: ServerResponse): void => {
    to.writeHead(200, { "content-type": type });
    const timer = setInterval(() => to.write(" "), 5);
    to.on("close", () => {
      clearInterval(timer);
    });
  };

async function refusal(hub: Hub, patience: Partial<HubPatience>): Promise<string> {
  const error: unknown = await hub.fetch(signal, patience).catch((caught: unknown) => caught);
  return error instanceof Error ? error.message : "nothing was refused";
}

describe("a hub is waited for no longer than it is worth", () => {
  it.each([
    ["its list", isList],
    ["a file", isFile],
  ])("where it accepts a request for %s and says nothing", async (_, which) => {
    const hub = await hubWhere(which, () => undefined);
    expect(await refusal(hub, SILENT)).toMatch(
      /^team\/tiny@\w+ was not downloaded: \S+ cannot be reached or broke off \(no byte for 0\.1 s\)\. Check the network/,
    );
    expect(hub.requests.filter(which)).toHaveLength(1);
  });

  it("where it says nothing any more, but after it has been asked for the rest", async () => {
    let silent = 0;
    const hub = await hubWhere(
      (request) => isFile(request) && silent++ < 1,
      (to) => {
        to.writeHead(200, { "content-length": weights.length });
        to.write(weights.subarray(0, 1000));
      },
    );
    await hub.fetch(signal, SILENT);
    expect(hub.ranges()).toEqual([undefined, "bytes=1000-"]);
    expect(hub.read("model.safetensors")).toEqual(weights);
  });

  it.each([
    ["its list trickles", isList, trickle("application/json")],
    ["a file trickles", isFile, trickle("application/octet-stream")],
  ])("where %s", async (_, which, answer) => {
    const hub = await hubWhere(which, answer);
    expect(await refusal(hub, SLOW)).toMatch(
      /was not downloaded: \S+ sent \d+ bytes a second for 0\.1 s, fewer than the 1000000 that are .*what has arrived is kept/,
    );
  });

  it("where each connection breaks after a byte", async () => {
    const hub = await startHub();
    hub.breaks.push(...weights.map(() => 1));
    expect(await refusal(hub, SLOW)).toMatch(/bytes a second for 0\.1 s, fewer/);
  });

  it("where its list names another page each time", async () => {
    const hub = await hubWhere(isList, (to) => {
      const next = `${hub.endpoint}/api/models/${repository}/tree/${revision}?cursor=again`;
      to.writeHead(200, { "content-type": "application/json", link: `<${next}>; rel="next"` }).end("[]");
    });
    expect(await refusal(hub, { pages: 5 })).toMatch(/lists more than 5 pages of files.* is HF_ENDPOINT a hub\?$/);
    expect(hub.requests).toHaveLength(5);
  });

  it("where a page of its list has no end", async () => {
    const hub = await hubWhere(isList, (to) => {
      to.writeHead(200, { "content-type": "application/json" });
      const more = (): void => {
        while (!to.destroyed && to.write(" ".repeat(10_000)));
      };
      to.on("drain", more);
      more();
    });
    expect(await refusal(hub, { listBytes: 1e6 })).toMatch(/lists more than 1000000 bytes of files/);
  });

  it("and that it takes as long as it likes where bytes come", async () => {
    const hub = await hubWhere(
      ({ host, range }) => host === "cdn" && range === undefined,
      (to) => {
        to.writeHead(200, { "content-length": weights.length });
        const timer = setInterval(() => {
          const { length } = sent;
          sent.push(...weights.subarray(length, length + 1000));
          to.write(weights.subarray(length, length + 1000));
          if (sent.length < weights.length) return;
          clearInterval(timer);
          to.end();
        }, 20);
      },
    );
    const sent: number[] = [];
    await hub.fetch(signal, { silence: 300, window: 100, rate: 1000 });
    expect(hub.read("model.safetensors")).toEqual(weights);
  });
});

describe("a page in the hub's place is named", () => {
  const portal = (to: ServerResponse): void => {
    to.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<!DOCTYPE html><form>Sign in</form>");
  };
  const ADVICE = "A network that wants its users to sign in (a captive portal)";

  it.each([
    ["its list", isList],
    ["a small file", ({ path }: HubRequest) => path.endsWith("/config.json")],
    ["a large file", isFile],
  ])("of %s", async (_, which) => {
    const hub = await hubWhere(which, portal);
    const message = await refusal(hub, {});
    expect(message).toMatch(/was not downloaded: http:\/\/127\.0\.0\.1:\d+ answered with a web page\. /);
    expect(message).toContain(ADVICE);
  });

  it("by the address that it led to", async () => {
    const other = await hubWhere(() => true, portal);
    const hub = await hubWhere(isList, (to) => {
      to.writeHead(302, { location: `${other.endpoint}/login` }).end();
    });
    expect(await refusal(hub, {})).toContain(`${other.endpoint} answered with a web page`);
  });

  it("where it does not say that it is one", async () => {
    const hub = await hubWhere(isList, (to) => {
      to.end("<!DOCTYPE html>");
    });
    expect(await refusal(hub, {})).toContain(`${hub.endpoint} answered with no list of files. ${ADVICE}`);
  });

  it("where it says that one has to sign in", async () => {
    const hub = await hubWhere(isList, (to) => {
      to.writeHead(511).end();
    });
    expect(await refusal(hub, {})).toContain(`answered 511. ${ADVICE}`);
  });
});

it("a file whose content is HTML is no page where it comes as plain text", async () => {
  const vocabulary = new TextEncoder().encode("<!DOCTYPE html>");
  const hub = await startHub({ files: { ...model, "vocab.txt": vocabulary } });
  await hub.fetch();
  expect(hub.read("vocab.txt")).toEqual(vocabulary);
});
