import { four, intervalText, type Language, paragraph, type Report, right, table } from "@dalmeum/reports";
import type { BlendResult } from "@dalmeum/runs";
import { blendWords } from "./blend-words.ts";

/** What an ensemble learned, for people. */
export function blendReport(name: string, blend: BlendResult, language: Language = "en"): Report {
  const { members, modules, fitted, nested, postProcessing } = blend;
  const words = blendWords[language];
  const { memberColumns: ofMember, moduleColumns: ofModule, stepColumns: ofStep } = words;
  return {
    language,
    title: words.title(name, members.length),
    blocks: [
      paragraph(words.scores(nested, fitted)),
      table(
        [{ title: ofMember.member }, ...[ofMember.weight, ofMember.r, ofMember.without, ofMember.adds].map(right)],
        members.map(({ experiment, weight, pearson, without, adds }) => [
          ...[experiment, weight.toFixed(3), four(pearson)],
          ...[without === null ? "" : four(without), adds === null ? "" : intervalText(adds)],
        ]),
      ),
      ...(modules.length === 0
        ? []
        : [
            table(
              [
                { title: ofModule.module },
                { title: ofModule.members },
                ...[ofModule.without, ofModule.adds].map(right),
              ],
              modules.map(({ modules: names, members: users, without, adds }) => [
                ...[names.join(", "), users.join(", ")],
                ...[without === null ? "" : four(without), adds === null ? "" : intervalText(adds)],
              ]),
            ),
          ]),
      ...(postProcessing.length === 0
        ? []
        : [
            table(
              [{ title: ofStep.step }, ...[ofStep.r, ofStep.adds].map(right)],
              postProcessing.map((step) => [step.name, four(step.pearson), intervalText(step.gain)]),
            ),
          ]),
    ],
  };
}
