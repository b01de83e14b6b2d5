import { cpSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

/** What calls the plugin; its native part cannot be bundled. */
const KOFFI = ["koffi", "@koromix/koffi-linux-x64"] as const;
/** From this package to where koffi is a dependency. */
const WAY_TO_KOFFI = ["@dalmeum/runtimes", "@dalmeum/graph-compiler"] as const;

/** Write device.mjs, all of the measuring program as one file, and beside it in node_modules what it cannot hold. */
export function writeBundle(folder: string): void {
  buildSync({
    stdin: {
      contents: 'import { main } from "./main.ts";\nawait main();\n',
      resolveDir: fileURLToPath(new URL(".", import.meta.url)),
    },
    outfile: join(folder, "device.mjs"),
    ...{ bundle: true, platform: "node", format: "esm", target: "node20", external: [KOFFI[0]], logLevel: "warning" },
    // CommonJS packages among it ask for Node's own modules.
    banner: { js: 'import { createRequire as __make } from "node:module";\nconst require = __make(import.meta.url);' },
  });
  let file = import.meta.filename;
  for (const name of WAY_TO_KOFFI) file = createRequire(file).resolve(name);
  for (const name of KOFFI) {
    file = createRequire(file).resolve(name);
    cpSync(dirname(file), join(folder, "node_modules", name), {
      recursive: true,
      dereference: true,
      filter: (source) => !UNUSED.test(source) && (statSync(source).isDirectory() || USED.test(source)),
    });
  }
}

/** What Node loads, and the licence. */
const USED = /\.(?:c?js|json|node|txt)$/;
/** What koffi is built with, and its library for another C library. */
const UNUSED = /\/koffi\/(?:vendor|lib|doc)$|\/musl_x64$/;
