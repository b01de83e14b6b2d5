import { type LowerLayers, type Model, UserError } from "@dalmeum/contracts";

/**
 * The model's lower layers, of which so many can be frozen.
 * @throws UserError where it has no layers, or fewer.
 */
export function checkFrozenLayers({ lowerLayers }: Model, frozenLayers: number): LowerLayers {
  if (lowerLayers === undefined) {
    throw new UserError("frozenLayers: the lower layers of this model cannot be run apart; leave frozenLayers out");
  }
  if (!Number.isSafeInteger(frozenLayers) || frozenLayers < 0 || frozenLayers > lowerLayers.count) {
    throw new UserError(`frozenLayers: found ${frozenLayers}, expected an integer from 0 to ${lowerLayers.count}`);
  }
  return lowerLayers;
}
