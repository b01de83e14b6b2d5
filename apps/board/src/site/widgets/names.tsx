import { Text } from "./text.tsx";

/** Names of modules or people, on as many lines as they take. */
export const Names = ({ of }: { readonly of: readonly string[] }) => (
  <ul class="names">
    {of.map((name) => (
      <li key={name}>
        <Text of={name} />
      </li>
    ))}
  </ul>
);
