import { z } from 'zod';
import { PlatformError } from '../../../domain/platform-error';
import type { ShopifyClient } from '../client';
import { METAFIELD, NAMESPACE } from '../constants';
import { failure } from '../errors';
import { assertDone } from '../order-sink/packing';
import { gid } from '../wire/fields';
import type { WireShipping } from '../wire/fulfillment-order';
import { SET_METAFIELDS } from '../wire/stock';

/** By the parcel's id: the fulfillments that it became, or who is at it. */
const parcels = z.record(
	z.string(),
	z.object({
		fulfillments: z.array(z.string()).optional(),
		teller: z.string().optional(),
		/** ms since 1970, when it was begun. */
		at: z.number().optional(),
	}),
);
export type ToldParcels = z.output<typeof parcels>;

/** Whoever began longer ago than a request takes is gone, and what came of it stands at the order. */
const BEGUN_MS = 3 * 60_000;

export function toldParcels(value: string | undefined): ToldParcels {
	try {
		return parcels.safeParse(JSON.parse(value ?? '{}')).data ?? {};
	} catch {
		return {};
	}
}

const busy = (): PlatformError =>
	failure(
		{ operation: 'MetafieldsSet', write: false },
		{
			kind: 'conflict',
			code: 'otherTeller',
			message: 'Somebody else is telling the shop of the same parcels',
			advice: 'Nothing to do: it is tried again by itself.',
		},
	);

/** Whether another memory is at one of these now. */
const isBusy = (told: ToldParcels, ids: readonly string[], teller: string, now: number): boolean =>
	ids.some((id) => {
		const one = told[id];
		return one?.fulfillments === undefined && one?.teller !== undefined && one.teller !== teller && now - (one.at ?? 0) < BEGUN_MS;
	});

/**
 * Which parcels an order was told of, written on the order before they are told and after. Shopify takes it only where nobody wrote
 * in between, so that of two memories which know nothing of each other one alone tells a parcel.
 */
export class ToldBook {
	private told: ToldParcels;
	private digest: string | null;

	constructor(
		private readonly client: ShopifyClient,
		private readonly order: Pick<WireShipping, 'id' | 'parcels'>,
		private readonly teller: string,
	) {
		this.told = toldParcels(order.parcels?.value);
		this.digest = order.parcels?.compareDigest ?? null;
	}

	fulfillmentsOf(id: string): readonly string[] {
		return this.told[id]?.fulfillments ?? [];
	}

	/** Throws PlatformError `conflict` where somebody else is at one of them. */
	async begin(ids: readonly string[]): Promise<void> {
		const now = this.client.clock.now();
		if (isBusy(this.told, ids, this.teller, now)) throw busy();
		await this.write(Object.fromEntries(ids.map((id) => [id, { teller: this.teller, at: now }])));
	}

	/** Right after each: what fails with the next one is no reason to tell this one again. */
	async end(id: string, fulfillments: readonly string[]): Promise<void> {
		await this.write({ [id]: { fulfillments: [...fulfillments] } });
	}

	private async write(change: ToldParcels): Promise<void> {
		const next = { ...this.told, ...change };
		const field = {
			ownerId: gid('Order', this.order.id),
			namespace: NAMESPACE,
			key: METAFIELD.parcels,
			type: 'json',
			value: JSON.stringify(next),
			compareDigest: this.digest,
		};
		const { metafieldsSet } = await this.client.mutate(SET_METAFIELDS, { metafields: [field] });
		if (metafieldsSet.userErrors.some(({ code }) => code === 'STALE_OBJECT')) throw busy();
		assertDone('MetafieldsSet', metafieldsSet.userErrors);
		this.told = next;
		this.digest = metafieldsSet.metafields?.[0]?.compareDigest ?? null;
	}
}
