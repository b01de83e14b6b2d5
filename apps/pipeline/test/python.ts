import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { workspaceRoot } from "@dalmeum/testing";

const candidates = [process.env.DALMEUM_PYTHON, join(workspaceRoot, "bench/.venv/bin/python"), "python3"];

/** The first Python that imports these modules; DALMEUM_PYTHON names one to try first. */
export function findPython(modules: readonly string[]): string | undefined {
  return candidates.find((python) => {
    if (python === undefined || (python.includes("/") && !existsSync(python))) return false;
    const code = modules.map((name) => `importlib.util.find_spec("${name}") or exit(1)`).join("; ");
    return spawnSync(python, ["-c", `import importlib.util; ${code}`]).status === 0;
  });
}

/**
 * Run tools/check_export.py on folders, predictions and pairs in turn.
 * @returns what it prints.
 * @throws Error with that, where something differs.
 */
export function checkExports(python: string, program: string, paths: readonly string[]): string {
  return runTool(python, "check_export.py", ["--require", program, ...paths]);
}

/**
 * Run a script of tools/.
 * @returns what it prints.
 * @throws Error with that, where it fails.
 */
export function runTool(python: string, tool: string, options: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(python, [join(workspaceRoot, "tools", tool), ...options], {
    encoding: "utf8",
    // Folders have all that is needed: nothing is looked for elsewhere.
    env: { ...process.env, HF_HUB_OFFLINE: "1" },
  });
  if (status !== 0) throw new Error(stdout + stderr);
  return stdout;
}
