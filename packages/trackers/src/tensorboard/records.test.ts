import { expect, it } from "vitest";
import { frame, unframe } from "./records.ts";

it("masks the CRC-32C of 123456789, which RFC 3720 has as e3069283", () => {
  const crc = 0xe3069283;
  const masked = (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
  expect(frame(Buffer.from("123456789")).readUInt32LE(12 + 9)).toBe(masked);
});

it("reads whole records, and none of one that was begun", () => {
  const first = frame(Buffer.from("first"));
  const file = Buffer.concat([first, frame(Buffer.from("second"))]);
  for (let length = first.length; length < file.length; length++) {
    const records = unframe(file.subarray(0, length));
    expect(records?.data.map(String)).toEqual(["first"]);
    expect(records?.bytes).toBe(first.length);
  }
  expect(unframe(file)?.data.map(String)).toEqual(["first", "second"]);
});

it("refuses what was changed, wherever", () => {
  const file = frame(Buffer.from("first"));
  for (let index = 0; index < file.length; index++) {
    const changed = Buffer.from(file);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(unframe(changed)).toBeUndefined();
  }
});
