import { existsSync } from "node:fs";
import { join } from "node:path";
import { OPENVINO_WHEEL } from "./openvino-wheel.ts";
import { runtimesFolder } from "./runtimes-folder.ts";

/** Where a workspace keeps OpenVINO's libraries, absolute. */
export function openvinoFolder(root: string): string {
  return join(runtimesFolder(root), `openvino-${OPENVINO_WHEEL.version}`);
}

/** That folder, where OpenVINO is installed. */
export function installedOpenvino(root: string): string | undefined {
  const folder = openvinoFolder(root);
  return existsSync(folder) ? folder : undefined;
}
