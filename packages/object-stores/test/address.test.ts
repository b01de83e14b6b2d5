import { UserError } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import { openObjectStore } from "../src/index.ts";

const TURBO = { TURBO_API: "https://cache.example.org/", TURBO_TEAM: "team", TURBO_TOKEN: "token-0f3a" };
const open = (address: string, environment: Readonly<Record<string, string>> = {}) =>
  openObjectStore(address, { root: "/workspace", environment });

describe("an address", () => {
  it.each([
    ["shared/runs", "/workspace/shared/runs"],
    ["/mnt/team", "/mnt/team"],
    ["../beside", "/beside"],
    ["file:///mnt/the%20team", "/mnt/the team"],
    ["s3://runs", "s3://runs"],
    ["s3://runs/team/one/?region=eu-north-1", "s3://runs/team/one"],
    ["s3://runs/team?endpoint=http://127.0.0.1:9000/", "s3://runs/team at http://127.0.0.1:9000"],
    ["cache", "https://cache.example.org"],
    ["https://cache.example.org", "https://cache.example.org"],
  ])("%s is the place %s", (address, place) => {
    expect(open(address, TURBO).place).toBe(place);
  });

  it.each([
    ["", "empty"],
    ["gs://runs", "found an object store at gs:"],
    ["file://server/share", "expected a folder of this machine"],
    ["s3://", "no bucket"],
    ["s3://Runs_", "no bucket"],
    ["s3://runs/a%20b", "another prefix"],
    ["s3://runs?secret=s3cr3t", "found secret, expected endpoint="],
    ["s3://runs?endpoint=ftp://s3cr3t", "found endpoint, expected endpoint="],
    ["s3://runs?endpoint=http://me:s3cr3t@host", "found endpoint, expected endpoint="],
    ["s3://me:s3cr3t@runs", "holds a user name or password"],
    ["https://me:s3cr3t@cache.example.org", "holds a user name or password"],
    ["https://elsewhere.example.org", "the token goes nowhere else"],
  ])("is refused where it is none, without its secrets: %s", (address, reason) => {
    const refused = (): unknown => open(address, TURBO);
    expect(refused).toThrow(UserError);
    expect(refused).toThrow(reason);
    expect(refused).not.toThrow(/s3cr3t|token-0f3a/);
  });

  it.each([
    [{ TURBO_API: "" }, "TURBO_API: set it"],
    [{ TURBO_TEAM: "" }, "TURBO_TEAM"],
    [{ TURBO_TOKEN: "token-0f3a\n" }, "TURBO_TOKEN: expected a token without spaces and line ends"],
  ])("of the cache server needs what turbo needs: %o", (changes, reason) => {
    const refused = (): unknown => open("cache", { ...TURBO, ...changes });
    expect(refused).toThrow(reason);
    expect(refused).not.toThrow("token-0f3a");
  });
});
