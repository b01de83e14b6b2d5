import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { loadAddon } from "./addon.ts";
import { stockAddons, TENSORFLOW_PACKAGES } from "./packages.ts";

// Where a package's own install script has run, its addon may load.
const stock = TENSORFLOW_PACKAGES.flatMap(stockAddons).length > 0;

it.skipIf(stock)("says what to install where there is no TensorFlow", async () => {
  await expect(loadAddon({})).rejects.toThrow(
    "found no TensorFlow; `npx dalmeum runtime install tensorflow` installs it",
  );
});

it.skipIf(stock)("tells of each addon why it does not load", async () => {
  const folder = mkdtempSync(join(tmpdir(), "addon-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const [gpu, cpu] = [join(folder, "gpu", "tfjs_binding.node"), join(folder, "cpu", "tfjs_binding.node")];
  mkdirSync(dirname(gpu));
  writeFileSync(gpu, "no library");
  // A folder is loaded by its index.js.
  mkdirSync(cpu, { recursive: true });
  writeFileSync(join(cpu, "index.js"), "");
  const loading = loadAddon({ "@tensorflow/tfjs-node-gpu": gpu, "@tensorflow/tfjs-node": cpu });
  await expect(loading).rejects.toThrow(
    /does not load.*gpu\/tfjs_binding\.node: .*cpu\/tfjs_binding\.node: it is no addon of @tensorflow/s,
  );
});
