import { UserError } from "@dalmeum/contracts";
import { type Cuts, cutUncounted } from "./cut-uncounted.ts";
import { loaderOf } from "./loader.ts";
import type { ModuleParts } from "./module-parts.ts";
import { type ParsedSource, parseSource, stripTypes, type Transform } from "./parse-source.ts";
import { takeApart } from "./take-apart.ts";

/** A source file and what of it does not count. */
export interface SourceFile {
  readonly path: string;
  readonly source: string;
  readonly cuts: Cuts;
  readonly transform: Transform | undefined;
}

/**
 * All that is read from a module's source.
 * @throws UserError where it cannot be parsed.
 */
export async function readParts({ path, source, cuts, transform }: SourceFile): Promise<ModuleParts> {
  const { code, parsed } = await parsedCode(path, source, transform);
  return takeApart(code, parsed, cutUncounted(parsed, cuts));
}

async function parsedCode(
  path: string,
  source: string,
  transform: Transform | undefined,
): Promise<{ readonly code: string; readonly parsed: ParsedSource }> {
  try {
    const code = await stripTypes(loaderOf(path), source, transform);
    return { code, parsed: parseSource(code) };
  } catch (cause) {
    throw new UserError(`${path}: cannot be read as code: ${String(cause)}`, { cause });
  }
}
