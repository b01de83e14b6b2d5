import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "@dalmeum/contracts";
import { workspaceRoot } from "@dalmeum/testing";
import { onnxruntimeEngine, openvinoEngine } from "../src/index.ts";

const runtimes = join(workspaceRoot, "runtimes");
const openvino = existsSync(runtimes) ? readdirSync(runtimes).find((name) => name.startsWith("openvino-")) : undefined;

/** Every runtime that is installed here, in float32. `dalmeum runtime install openvino` adds OpenVINO. */
export const runtimeEngines: readonly (readonly [name: string, make: (threads: number) => Engine])[] = [
  ["onnxruntime", (threads) => onnxruntimeEngine({ threads })],
  ...(openvino === undefined
    ? []
    : [
        [
          "openvino",
          (threads: number) => openvinoEngine({ libraries: join(runtimes, openvino), threads, precision: "float32" }),
        ] as const,
      ]),
];
