import { orderId } from '../../../../src/domain/ids';
import type { ChannelCancellation, ChannelParcel } from '../../../../src/ports/channel-shipments';

export const DE = 'A1PA6795UKMFR9';
export const FR = 'A13V1IB3VIYZZH';

export interface ParcelWish extends Partial<Omit<ChannelParcel, 'orderId'>> {
	readonly orderId?: string;
}

export const parcel = ({ orderId: id = '302-0000000-0000001', ...wish }: ParcelWish = {}): ChannelParcel => ({
	marketplace: DE,
	reference: '1',
	carrier: { code: 'DHL', listed: true },
	trackingNumber: '0034000001',
	shippedAt: '2026-11-20T10:00:00.000Z',
	lines: [{ lineId: '07311545772442', quantity: 1 }],
	...wish,
	orderId: orderId(id),
});

export const parcels = (count: number, wish: ParcelWish = {}): readonly ChannelParcel[] =>
	Array.from({ length: count }, (_, at) =>
		parcel({ ...wish, orderId: `302-0000000-${String(at).padStart(7, '0')}`, trackingNumber: `00340${at}` }),
	);

export const cancellation = (id: string, wish: Partial<ChannelCancellation> = {}): ChannelCancellation => ({
	marketplace: DE,
	reason: 'noInventory',
	...wish,
	orderId: orderId(id),
});
