/** What Amazon holds or expects of a SKU beside what can be sold and what is reserved for orders. */
export interface FbaParts {
	/** Told to Amazon, not sent yet. */
	readonly inboundWorking: number;
	readonly inboundShipped: number;
	readonly inboundReceiving: number;
	/** Between two warehouses. */
	readonly transfers: number;
	/** Laid aside in a warehouse: measuring, sampling. */
	readonly processing: number;
	readonly unfulfillable: number;
	readonly researching: number;
}

export const noFbaParts: FbaParts = {
	inboundWorking: 0,
	inboundShipped: 0,
	inboundReceiving: 0,
	transfers: 0,
	processing: 0,
	unfulfillable: 0,
	researching: 0,
};

/** Units at one fulfilment centre that can be sold. */
export interface FbaCentre {
	/** LEJ1, XPO1 … */
	readonly code: string;
	readonly countryCode: string;
	readonly units: number;
}

interface Held {
	readonly fulfillable: number;
	readonly reserved: number;
	readonly parts: FbaParts;
}

export const reservedOf = ({ reserved, parts }: Held): number => reserved + parts.transfers + parts.processing;

export const inboundOf = ({ parts }: Held): number => parts.inboundWorking + parts.inboundShipped + parts.inboundReceiving;

/** What is inside the warehouses, good or not. */
export const insideOf = (held: Held): number => held.fulfillable + reservedOf(held) + held.parts.unfulfillable + held.parts.researching;

/** Where nobody said which centres hold it: two of them, in Germany and in Poland. */
export const centresOf = ({
	fulfillable,
	centres,
}: Held & { readonly centres: readonly FbaCentre[] | undefined }): readonly FbaCentre[] => {
	if (centres !== undefined) return centres;
	const first = Math.ceil(fulfillable / 2);
	return [
		{ code: 'LEJ1', countryCode: 'DE', units: first },
		{ code: 'WRO5', countryCode: 'PL', units: fulfillable - first },
	];
};
