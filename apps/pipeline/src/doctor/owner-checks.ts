import { counted } from "@dalmeum/contracts";
import { readOwners } from "@dalmeum/owners";
import { freePackages } from "../start/free-packages.ts";
import type { Finding } from "./finding.ts";
import { missing } from "./workspace-checks.ts";

/** Whether somebody is behind each package. */
export function checkOwners(root: string): Finding {
  const what = readOwners(root).file;
  const free = freePackages(root);
  if (free.length === 0) return { ok: true, required: false, what, found: "names somebody for each package" };
  const found = `names nobody for ${counted(free.length, "package")}: @dalmeum/... stands for whoever takes it`;
  return missing(
    what,
    found,
    "put your GitHub name in place of one that is yours; npx dalmeum start says which are free",
  );
}
