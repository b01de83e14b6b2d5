import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";

const [target = "", content = "", point = "0"] = process.argv.slice(2);
let calls = 0;

/** Die as nothing warns of, before the call of a number. */
function counted<A extends readonly unknown[], R>(call: (...args: A) => R): (...args: A) => R {
  return (...args) => {
    if (++calls === Number(point)) process.kill(process.pid, "SIGKILL");
    return call(...args);
  };
}
fs.renameSync = counted(fs.renameSync);
fs.writeFileSync = counted(fs.writeFileSync);
fs.unlinkSync = counted(fs.unlinkSync);
Object.assign(fs, { mkdirSync: counted(fs.mkdirSync), rmSync: counted(fs.rmSync) });
syncBuiltinESMExports();

const { replaceFolder } = await import("../src/index.ts");
await replaceFolder(target, (folder) => {
  for (const name of ["a", "b"]) fs.writeFileSync(join(folder, name), content);
});
process.stdout.write(String(calls));
