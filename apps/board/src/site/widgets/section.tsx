import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface SectionProps {
  readonly title: string;
  /** What one has to know to read it. */
  readonly note?: ComponentChildren;
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}

/** A part of a page under its heading. */
export function Section({ title, note, wide = false, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} class={wide ? "section wide" : "section"}>
      <h2 id={id}>{title}</h2>
      {note === undefined ? null : <p class="note">{note}</p>}
      {children}
    </section>
  );
}
