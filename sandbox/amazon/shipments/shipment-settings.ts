export interface ShipmentSettings {
	/** From the answer to the effect, milliseconds. What is refused then is dropped without a word. */
	effectAfterMs: number;
	/** How often a package may be changed. "Maximum number of allowed updates" is all that was told. */
	mostEdits: number;
	/** Whether a tracking number that another order has is refused. */
	refusesUsedNumbers: boolean;
	/** Whether "Other" with the name of a carrier that is on the list is refused. */
	correctsCarrierNames: boolean;
	/** Whether Amazon's own references are words, as those of its samples are, and not numbers. */
	namesOwnPackages: boolean;
	/** How long after its ship date a package is with the carrier by itself, and delivered after that; 0: never. Milliseconds. */
	inTransitAfterMs: number;
	deliveredAfterMs: number;
}

export const defaultShipmentSettings: ShipmentSettings = {
	effectAfterMs: 0,
	mostEdits: 5,
	refusesUsedNumbers: false,
	correctsCarrierNames: false,
	namesOwnPackages: false,
	inTransitAfterMs: 0,
	deliveredAfterMs: 0,
};
