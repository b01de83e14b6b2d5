import type { ComponentChildren } from "preact";

interface FiguresProps {
  readonly of: readonly {
    readonly label: string;
    readonly value: ComponentChildren;
    readonly note?: ComponentChildren;
  }[];
}

/** A few numbers that are read first. */
export const Figures = ({ of }: FiguresProps) => (
  <dl class="figures">
    {of.map(({ label, value, note }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>
          <span class="value">{value}</span>
          {note === undefined ? null : <span class="note">{note}</span>}
        </dd>
      </div>
    ))}
  </dl>
);
