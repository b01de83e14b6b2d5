import { UserError } from "@dalmeum/contracts";
import { WORD_TABLE } from "../encoders/parameter-shapes.ts";

/**
 * What stands before the names of an encoder that was saved inside of something else, in any order: `module.` of
 * DataParallel, `_orig_mod.` of torch.compile, `_fsdp_wrapped_module.` of FSDP, all torch 2.15; `0.auto_model.` of sentence-transformers up to 5,
 * `0.model.` of 6.2; `model.` of a module that holds it.
 */
const WRAPPERS = /^(?:(?:module|_orig_mod|_fsdp_wrapped_module|auto_model|model|\d+)\.)+/;

/**
 * The prefix of that kind which every tensor has; empty where there is none.
 * @throws UserError where some tensors have it, the word embeddings among them, and others not.
 */
export function wrapperPrefix(path: string, names: readonly string[]): string {
  const [prefix = ""] = WRAPPERS.exec(names.find((name) => name.endsWith(WORD_TABLE)) ?? "") ?? [];
  const others = names.filter((name) => !name.startsWith(prefix));
  const [other] = others;
  if (other === undefined) return prefix;
  throw new UserError(
    `${path}: found names that begin with "${prefix}" and ${others.length} that do not, as ${other}; expected it before all or none: ` +
      "save the state_dict of the encoder alone",
  );
}
