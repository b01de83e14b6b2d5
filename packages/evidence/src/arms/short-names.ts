/** Names without the settings that all of them begin with: `name:a=1,b=2` and `name:a=1,b=3` are `b=2` and `b=3`. */
export function shortNames(names: readonly string[]): readonly string[] {
  if (names.length < 2) return names;
  const parts = names.map((name) => name.split(/(?<=[:,])/));
  const [first = []] = parts;
  let shared = 0;
  // The last part of each stays: a name without settings is its only one.
  while (parts.every((each) => shared < each.length - 1 && each[shared] === first[shared])) shared++;
  return parts.map((each) => each.slice(shared).join(""));
}
