// Stands for `npx dalmeum train`, `npx dalmeum submit` and a package's tests: notes that it ran, and writes a result where there is none.
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const [task, name, file] = process.argv.slice(2);
appendFileSync(new URL("log.txt", import.meta.url), `${task} ${name}\n`);
if (file !== undefined && !existsSync(file)) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${task} ${name}`);
}
