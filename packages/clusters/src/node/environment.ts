/** That of a process, or a part of it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Of whoever makes runs: nothing of where it is told to. */
export function programEnvironment(
  { DATABASE_URL: _url, PGPASSWORD: _password, ...environment }: Environment,
  runtimes: string,
): Environment {
  return { ...environment, DALMEUM_RUNTIMES: environment.DALMEUM_RUNTIMES ?? runtimes };
}
