interface EmptyProps {
  /** Why nothing is here, and what to do. */
  readonly children: string;
  /** What to type. */
  readonly command?: string;
}

/** Where a clone has nothing to show yet. */
export const Empty = ({ children, command }: EmptyProps) => (
  <p class="empty">
    {children} {command === undefined ? null : <code class="command">{command}</code>}
  </p>
);
