import { writeFileSync } from "node:fs";

// Imported before a command: what its process took is written where the environment says, once it ends.
process.on("exit", () => {
  writeFileSync(process.env.DALMEUM_BENCH_USAGE, JSON.stringify(process.resourceUsage()));
});
