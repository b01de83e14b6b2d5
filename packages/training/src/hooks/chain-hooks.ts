import type { HookState, ReadParameters, RunningHook } from "@dalmeum/contracts";

/** Hooks in their order as one: each sees what the ones before it make of the parameters. */
export function chainHooks(hooks: readonly RunningHook[]): RunningHook {
  const through =
    (hook: RunningHook, given: ReadParameters): ReadParameters =>
    async () =>
      hook.result(given);
  return {
    afterUpdate: async (step, parameters) => {
      let given = parameters;
      for (const hook of hooks) {
        await hook.afterUpdate(step, given);
        given = through(hook, given);
      }
    },
    result: (parameters) => hooks.reduce((given, hook) => through(hook, given), parameters)(),
    stopped: () => hooks.some((hook) => hook.stopped?.() ?? false),
    save: async () => {
      const states: { readonly state: HookState; readonly key: string }[] = [];
      for (const [index, hook] of hooks.entries()) states.push({ state: await hook.save(), key: keyOf(index) });
      return {
        values: Object.fromEntries(states.flatMap(({ state, key }) => prefixed(state.values, key))),
        numbers: Object.fromEntries(states.flatMap(({ state, key }) => prefixed(state.numbers, key))),
      };
    },
    restore: async ({ values, numbers }: HookState) => {
      for (const [index, hook] of hooks.entries()) {
        await hook.restore({ values: picked(values, keyOf(index)), numbers: picked(numbers, keyOf(index)) });
      }
    },
  };
}

const keyOf = (index: number): string => `hook/${index}/`;

const prefixed = <T>(entries: Readonly<Record<string, T>>, prefix: string): [name: string, entry: T][] =>
  Object.entries(entries).map(([name, entry]) => [prefix + name, entry]);

const picked = <T>(entries: Readonly<Record<string, T>>, prefix: string): Record<string, T> =>
  Object.fromEntries(
    Object.entries(entries).flatMap(([name, entry]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), entry]] : [],
    ),
  );
