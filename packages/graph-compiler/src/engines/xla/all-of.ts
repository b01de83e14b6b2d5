/** Values of all promises once each is settled, so that nothing is under way any more where one fails. */
export async function allOf<Value>(promises: readonly Promise<Value>[]): Promise<readonly Value[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
