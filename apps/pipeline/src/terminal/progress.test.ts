import { describe, expect, it } from "vitest";
import { createProgress } from "./progress.ts";

/** A stream that remembers, and a clock to set. */
function recorder(terminal: { readonly isTTY?: boolean; readonly columns?: number } = {}) {
  const written: string[] = [];
  const clock = { seconds: 0 };
  const stream = { ...terminal, write: (text: string) => written.push(text) };
  const progress = createProgress(stream, "training", { now: () => clock.seconds });
  return { written, clock, progress };
}

describe("createProgress without a terminal", () => {
  it("prints a plain line at every tenth of the work", () => {
    const { written, clock, progress } = recorder();
    for (let done = 1; done <= 100; done++) {
      clock.seconds = done * 0.5;
      progress.update(done, 100, ["loss 0.5000"]);
    }
    progress.finish();
    expect(written).toHaveLength(11);
    expect(written[0]).toBe("training   1 %  1/100 pairs  loss 0.5000  2.0 pairs/s  50 s left\n");
    expect(written[10]).toBe("training 100 %  100/100 pairs  loss 0.5000  2.0 pairs/s\n");
  });

  it("prints a line every ten seconds where work is slow", () => {
    const { written, clock, progress } = recorder();
    for (let done = 1; done <= 50; done++) {
      clock.seconds = done;
      progress.update(done, 1000);
    }
    expect(written).toHaveLength(5);
    expect(written[4]).toBe("training   4 %  41/1,000 pairs  1.0 pairs/s  15:59 min left\n");
  });
});

it("counts in another unit", () => {
  const written: string[] = [];
  const progress = createProgress({ write: (text) => written.push(text) }, "downloading", { unit: "MB", now: () => 2 });
  progress.update(1.25, 443.7);
  expect(written).toEqual(["downloading   0 %  1/444 MB  0.0 MB/s\n"]);
});

it("counts work that another process did for the share, not for the speed", () => {
  const { written, clock, progress } = recorder();
  progress.resumeAt(90);
  clock.seconds = 5;
  progress.update(95, 100);
  expect(written).toEqual(["training  95 %  95/100 pairs  1.0 pairs/s  5 s left\n"]);
});

describe("createProgress on a terminal", () => {
  it("redraws one line, not too often, and ends it", () => {
    const { written, clock, progress } = recorder({ isTTY: true, columns: 100 });
    for (const seconds of [1, 1.05, 1.2]) {
      clock.seconds = seconds;
      progress.update(12, 24, ["loss 0.5000"]);
    }
    progress.finish();
    expect(written).toEqual([
      "\rtraining  50 % [############------------] loss 0.5000  12 pairs/s  1 s left\u001B[K",
      "\rtraining  50 % [############------------] loss 0.5000  10 pairs/s  1 s left\u001B[K",
      "\n",
    ]);
  });

  it("takes 80 columns where the terminal does not know its width", () => {
    const { written, clock, progress } = recorder({ isTTY: true, columns: 0 });
    clock.seconds = 10;
    progress.update(100, 200);
    expect(written[0]).toContain("training  50 % [############------------]");
  });

  it.each([60, 20, 1])("fits %d columns", (columns) => {
    const { written, clock, progress } = recorder({ isTTY: true, columns });
    clock.seconds = 10;
    progress.update(100, 1000, ["epoch 1/3", "loss 0.5000"]);
    const line = (written[0] ?? "").replace("\r", "").replace("\u001B[K", "");
    expect(line.length).toBeLessThan(columns);
    expect(line).not.toContain("#");
  });
});
