import { createRng, UserError } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import { fuzz } from "../src/fuzz/fuzz.ts";
import { mutate } from "../src/fuzz/mutate.ts";

const material = { files: [Buffer.from("id,target\na,1.25\nb,3\n"), Buffer.from("{}")], words: ["[", '"', "NaN"] };
const fuzzed = (cases: number, read: (bytes: Uint8Array) => unknown) =>
  fuzz({ ...material, name: "a reader", cases, read }, 1, () => undefined);

describe("mutate", () => {
  it("makes many files of a few, the same ones from the same seed", () => {
    const made = (seed: number): readonly string[] =>
      Array.from({ length: 500 }, (_, number) =>
        Buffer.from(mutate(material, createRng(seed).fork(String(number)))).toString("latin1"),
      );
    expect(made(1)).toEqual(made(1));
    expect(new Set(made(1)).size).toBeGreaterThan(250);
    expect(made(1)).not.toEqual(made(2));
    expect(made(1).some((text) => text.length > 5000)).toBe(true);
  });

  it("leaves the files as they are, and takes none at all", () => {
    const before = material.files.map(String);
    for (let number = 0; number < 500; number++) mutate(material, createRng(number));
    expect(material.files.map(String)).toEqual(before);
    expect(mutate({ files: [], words: [] }, createRng(1))).toBeInstanceOf(Uint8Array);
  });
});

describe("fuzz", () => {
  it("counts what is read, and what is refused", async () => {
    const { read, refused } = await fuzzed(200, (bytes) => {
      if (bytes.length % 2 === 1) throw new UserError("an odd number of bytes");
    });
    expect(read + refused).toBe(200);
    expect(Math.min(read, refused)).toBeGreaterThan(0);
  });

  it.each([
    [
      "another error",
      () => JSON.parse("{") as unknown,
      /a reader, seed 1, case 0: SyntaxError was thrown; the file is /,
    ],
    ["one that comes later", () => Promise.reject(new TypeError()), /case 0: TypeError was thrown/],
    [
      "two seconds",
      () => {
        busy(2.1);
      },
      /case 0: it took \d\.\d s/,
    ],
  ])("names the case of %s", async (_, read, message) => {
    await expect(fuzzed(3, read)).rejects.toThrow(message);
  });
});

function busy(seconds: number): void {
  const before = process.cpuUsage();
  let used = 0;
  while (used < seconds * 1e6) {
    const { user, system } = process.cpuUsage(before);
    used = user + system;
  }
}
