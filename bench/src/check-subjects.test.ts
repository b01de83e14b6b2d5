import { expect, it } from "vitest";
import { expectEqual } from "./check-subjects.ts";

const peer = { subject: { runtime: "pytorch", precision: "float32" }, check: { loss: 1.2, realTokens: 90 } } as const;
const subject = { runtime: "openvino", precision: "float32" } as const;

it("lets equal work through", () => {
  expect(() => {
    expectEqual(peer, { subject, check: { loss: 1.2009, realTokens: 90 } });
  }).not.toThrow();
});

it.each([
  ["another loss", { loss: 1.2011, realTokens: 90 }, "losses 1.2011 and 1.2"],
  ["no loss", { loss: NaN, realTokens: 90 }, "losses NaN"],
  ["other tokens", { loss: 1.2, realTokens: 91 }, "91 and 90 tokens"],
])("refuses %s", (_, check, message) => {
  expect(() => {
    expectEqual(peer, { subject, check });
  }).toThrow(message);
});
