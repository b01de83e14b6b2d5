import { expect, it } from "vitest";
import { compileOptions } from "./compile-options.ts";

const hex = (flags: Readonly<Record<string, string>>): string => Buffer.from(compileOptions(flags)).toString("hex");

it("encodes one device, and flags as protobuf's wire format has them", () => {
  const oneDevice = "1a0420012801";
  expect(hex({})).toBe(oneDevice);
  expect(hex({ a: "true" })).toBe(`${oneDevice}3a070a016112021001`);
  // Lengths of 128 and more take two bytes.
  expect(hex({ b: "x".repeat(200) })).toBe(`${oneDevice}3ad1010a016212cb010ac801${"78".repeat(200)}`);
});
