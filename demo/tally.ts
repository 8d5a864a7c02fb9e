/** A seeded Amazon order and what has to become of it; known to the sandbox alone. */
export interface SeededSale {
	readonly orderId: string;
	readonly expect: 'saved' | 'refused' | 'ignored';
	/** Reason code of a refusal; with `saved`: why it is saved on hold. */
	readonly reason?: string;
}

/** An order as it stands in the store, read from the sandbox's own state. */
export interface StoreOrder {
	readonly id: number;
	/** The Amazon order that the store order names; undefined for the store's own sales. */
	readonly amazonOrderId: string | undefined;
}

/** One sale of the order sync log, read through n8n. */
export interface LoggedSale {
	readonly orderId: string;
	readonly state: string;
	/** Reason code; empty where there is none. */
	readonly reason: string;
	readonly text?: string;
}

export interface Truth {
	readonly seeded: readonly SeededSale[];
	readonly storeOrders: readonly StoreOrder[];
	readonly log: readonly LoggedSale[];
}

export interface Tally {
	readonly amazonOrders: number;
	/** Orders that had to be saved and stand in the store. */
	readonly savedOrders: number;
	/** Orders that had to be refused, are not in the store, and are in the log with their reason. */
	readonly needsAttention: number;
	/** Orders that had to be ignored and are not in the store. */
	readonly ignoredOrders: number;
	/** Store orders beyond the first of an Amazon order. */
	readonly duplicates: number;
	/** Orders to be saved or refused that are neither in the store nor in the log with a reason. */
	readonly lost: number;
	/** What is not as it should be, one line each. */
	readonly faults: readonly string[];
}

const countBy = (keys: readonly (string | undefined)[]): ReadonlyMap<string, number> => {
	const counts = new Map<string, number>();
	for (const key of keys) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
	return counts;
};

/** Compares what the sandbox holds with what its seed says must be there. */
export function tally({ seeded, storeOrders, log }: Truth): Tally {
	const inStore = countBy(storeOrders.map(({ amazonOrderId }) => amazonOrderId));
	const logged = new Map(log.map((sale) => [sale.orderId, sale]));
	const isSaved = ({ orderId }: SeededSale): boolean => inStore.has(orderId);
	const isExplained = ({ orderId }: SeededSale): boolean => (logged.get(orderId)?.reason ?? '') !== '';
	const isRightlyRefused = (sale: SeededSale): boolean => {
		const entry = logged.get(sale.orderId);
		return !isSaved(sale) && entry?.state === 'error' && entry.reason === sale.reason;
	};
	const isAsExpected = (sale: SeededSale): boolean => {
		switch (sale.expect) {
			case 'saved':
				return isSaved(sale);
			case 'refused':
				return isRightlyRefused(sale);
			case 'ignored':
				return !isSaved(sale);
		}
	};
	const describe = (sale: SeededSale): string => {
		const entry = logged.get(sale.orderId);
		const place = isSaved(sale) ? 'in the store' : 'not in the store';
		const entryText = entry === undefined ? 'not in the log' : `in the log as ${entry.state} ${entry.reason}`;
		return `${sale.orderId} had to be ${sale.expect}${sale.reason === undefined ? '' : ` (${sale.reason})`}, is ${place} and ${entryText.trimEnd()}`;
	};

	const right = seeded.filter(isAsExpected);
	const repeated = [...inStore].filter(([, count]) => count > 1);
	return {
		amazonOrders: seeded.length,
		savedOrders: right.filter(({ expect }) => expect === 'saved').length,
		needsAttention: right.filter(({ expect }) => expect === 'refused').length,
		ignoredOrders: right.filter(({ expect }) => expect === 'ignored').length,
		duplicates: repeated.reduce((sum, [, count]) => sum + count - 1, 0),
		lost: seeded.filter((sale) => sale.expect !== 'ignored' && !isSaved(sale) && !isExplained(sale)).length,
		faults: [
			...seeded.filter((sale) => !isAsExpected(sale)).map(describe),
			...repeated.map(([orderId, count]) => `${orderId} is in the store ${String(count)} times`),
		],
	};
}

/** Amazon orders that need a person and were not told in exactly one mail, and others that were. */
export function mailFaults(seeded: readonly SeededSale[], mails: readonly string[]): readonly string[] {
	return seeded.flatMap(({ orderId, expect, reason }) => {
		const wanted = expect === 'refused' || (expect === 'saved' && reason !== undefined) ? 1 : 0;
		const found = mails.filter((mail) => mail.includes(`Order ${orderId}`)).length;
		return found === wanted ? [] : [`${String(found)} mails name ${orderId} instead of ${String(wanted)}`];
	});
}
