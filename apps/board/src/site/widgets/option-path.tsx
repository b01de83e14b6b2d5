import { Text } from "./text.tsx";

/** Where an option stands; a long path breaks before a dot. */
export const OptionPath = ({ of }: { readonly of: string }) => (
  <code class="fit">
    {of.split(/(?=\.)/).map((part, index) => (
      <span key={index}>
        {index > 0 ? <wbr /> : null}
        <Text of={part} />
      </span>
    ))}
  </code>
);
