import { count } from "../../format/numbers.ts";
import type { DatasetReport } from "./dataset-report.ts";
import { useSay } from "../../language/say.ts";
import { Section } from "../../widgets/section.tsx";
import { dataWords as words } from "./data-words.ts";

export function BinaryLabel({ of: { threshold, broken } }: { readonly of: DatasetReport["binaryLabel"] }) {
  const say = useSay();
  const { train, dev } = broken.rows;
  return (
    <Section title={say(words.binaryLabel)} level={3}>
      <p>{threshold === null ? say(words.noThreshold) : say(words.threshold)(threshold, count(train + dev))}</p>
    </Section>
  );
}
