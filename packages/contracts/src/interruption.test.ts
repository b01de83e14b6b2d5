import { afterEach, describe, expect, it } from "vitest";
import { endingAtSignals } from "./interruption.ts";

const heard: string[] = [];
const listener = (signal: string): void => {
  heard.push(signal);
};
afterEach(() => {
  for (const signal of ["SIGINT", "SIGTERM"]) process.removeListener(signal, listener);
  heard.length = 0;
});
const counts = (): readonly number[] => ["SIGINT", "SIGTERM"].map((signal) => process.listenerCount(signal));

describe("endingAtSignals", () => {
  it("lets nobody listen while it reads, and everybody afterwards", () => {
    const before = counts();
    process.once("SIGINT", listener);
    process.on("SIGTERM", listener);
    expect(endingAtSignals(counts)).toEqual([0, 0]);
    expect(counts()).toEqual(before.map((count) => count + 1));
  });

  it("keeps those who listen once, who then let the next signal end the process", () => {
    process.once("SIGINT", listener);
    endingAtSignals(() => undefined);
    process.emit("SIGINT", "SIGINT");
    process.emit("SIGINT", "SIGINT");
    expect(heard).toEqual(["SIGINT"]);
  });

  it("lets them listen again where reading fails", () => {
    process.on("SIGTERM", listener);
    const before = counts();
    expect(() =>
      endingAtSignals(() => {
        throw new Error("broken");
      }),
    ).toThrow("broken");
    expect(counts()).toEqual(before);
  });
});
