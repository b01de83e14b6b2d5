import { parentPort, workerData } from "node:worker_threads";
import { loadSource } from "@dalmeum/source-loader";

const { keepCheckpoint } = loadSource(new URL("./keep-checkpoint.ts", import.meta.url).href);
await keepCheckpoint(workerData, (problem) => parentPort.postMessage(problem));
