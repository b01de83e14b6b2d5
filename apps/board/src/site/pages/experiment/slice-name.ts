import type { Slicing } from "@dalmeum/standing/types";
import type { Say } from "../../language/say.ts";
import { diagnosisWords as words } from "./diagnosis-words.ts";

/** A slice as the reader's language names it. */
export function sliceName({ by, name }: { readonly by: Slicing["by"]; readonly name: string }, say: Say): string {
  switch (by) {
    case "source":
      return name === "" ? say(words.noSource) : name;
    case "difference":
      return isDifference(name) ? say(words[name]) : name;
    case "score":
    case "length":
    case "overlap":
      return name.replace(" .. ", " – ");
  }
}

const DIFFERENCES = ["nothing", "spaces", "punctuation", "words"] as const;

const isDifference = (name: string): name is (typeof DIFFERENCES)[number] => DIFFERENCES.some((one) => one === name);
