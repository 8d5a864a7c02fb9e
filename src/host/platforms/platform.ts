import type { PlatformName } from '../../domain/account';
import type { ShippingStage } from '../../ports/shipment-sink';
import type { Capability } from './capabilities';

/** What a platform is called and what it can do. Descriptions of nodes import it: no SDK, no state of an adapter. */
export interface Platform<Can extends Capability = Capability> {
	readonly name: PlatformName;
	readonly displayName: string;
	/** The type of its credential, and what that is called in the panel of a node. */
	readonly credential: string;
	readonly account: string;
	readonly can: readonly Can[];
	/** Of one that is told of parcels: the stages at which its orders may be given a status by choice (`ShipmentSink.statuses`). */
	readonly statusAt?: readonly ShippingStage[];
}

const table: Platform[] = [];

/** Before the classes of the nodes are loaded: their dropdowns and credentials come from here. */
export function addPlatform<const Can extends Capability>(platform: Platform<Can>): Platform<Can> {
	table.push(platform);
	return platform;
}

/** Those that can do all of it, in the order of the table. */
export const platformsThatCan = (needs: readonly Capability[]): readonly Platform[] =>
	table.filter(({ can }) => needs.every((need) => can.includes(need)));

export const platformOfCredential = (type: string): Platform | undefined => table.find(({ credential }) => credential === type);
