import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface SectionProps {
  readonly title: string;
  /** What one has to know to read it. */
  readonly note?: ComponentChildren;
  /** Whether it takes all of the page's width. */
  readonly wide?: boolean;
  /** Of its heading; default 2. */
  readonly level?: 2 | 3;
  readonly children: ComponentChildren;
}

/** A part of a page under its heading. */
export function Section({ title, note, wide = false, level = 2, children }: SectionProps) {
  const id = useId();
  const Heading = `h${level}` as const;
  return (
    <section aria-labelledby={id} class={wide ? "section wide" : "section"}>
      <Heading id={id}>{title}</Heading>
      {note === undefined ? null : <p class="note">{note}</p>}
      {children}
    </section>
  );
}
