/** What the shop does with an order from Amazon that it ships itself. */
export type Fate = 'packed' | 'corrected' | 'unnumbered' | 'cancelledInShop' | 'cancelledAtAmazon';

/** Such an order, read from the sandbox's own state. */
export interface ShippedOrder {
	readonly orderId: string;
	readonly fate: Fate;
	/** Amazon's word for it, and the store's. */
	readonly atAmazon: string;
	readonly inStore: string;
	/** Numbers of the packages that Amazon shows, and the one that the store has. */
	readonly shown: readonly string[];
	readonly number?: string;
	/** The log says why nothing was confirmed. */
	readonly isTold: boolean;
}

/** Whose personal data is due, and who still stands in the store. */
export interface ErasedOrder {
	readonly orderId: string;
	readonly isErased: boolean;
}

export interface ShipTally {
	/** FBM orders that Amazon shows as shipped, with the number that the store has. */
	readonly confirmedShipments: number;
	/** Cancelled on one side, and then on the other. */
	readonly cancelledBothWays: number;
	/** Refused first, mended, and confirmed when a person retried them. */
	readonly retried: number;
	/** Orders whose buyers are named nowhere in the store any more. */
	readonly erased: number;
	/** What is not as it should be, one line each. */
	readonly faults: readonly string[];
}

const isConfirmed = ({ atAmazon, shown, number }: ShippedOrder): boolean =>
	atAmazon === 'SHIPPED' && shown.length === 1 && shown[0] === number;
const isCancelled = ({ atAmazon, inStore }: ShippedOrder): boolean => atAmazon === 'CANCELLED' && inStore === 'cancelled';

const isRight = (order: ShippedOrder): boolean => {
	switch (order.fate) {
		case 'packed':
		case 'corrected':
			return isConfirmed(order);
		case 'unnumbered':
			return order.atAmazon === 'UNSHIPPED' && order.isTold;
		case 'cancelledInShop':
		case 'cancelledAtAmazon':
			return isCancelled(order);
	}
};

/** Compares what Amazon and the store show with what the shop did. */
export function tallyShipping(orders: readonly ShippedOrder[], aged: readonly ErasedOrder[], forgotten: readonly string[]): ShipTally {
	const wrong = orders.filter((order) => !isRight(order));
	const named = aged.filter(({ isErased }) => !isErased);
	return {
		confirmedShipments: orders.filter(isConfirmed).length,
		cancelledBothWays: orders.filter(isCancelled).length,
		retried: orders.filter((order) => order.fate === 'corrected' && isConfirmed(order)).length,
		erased: aged.length - named.length,
		faults: [
			...wrong.map(describe),
			...forgotten.map((orderId) => `${orderId} is neither shipped nor cancelled, and the log does not say why`),
			...named.map(({ orderId }) => `The buyer of ${orderId} is still named in the store`),
		],
	};
}

const describe = ({ orderId, fate, atAmazon, inStore, shown, number, isTold }: ShippedOrder): string =>
	`${orderId} (${fate}) is ${atAmazon} at Amazon with ${shown.join(', ') || 'no number'}, ${inStore} in the store with ${number ?? 'none'}${isTold ? ', and in the log' : ''}`;
