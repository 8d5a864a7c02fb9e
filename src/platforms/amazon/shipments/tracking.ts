import { z } from 'zod';
import { PlatformError } from '../../../domain/platform-error';
import { iso } from '../../../domain/time';
import type { ChannelShipments } from '../../../ports/channel-shipments';
import type { AmazonClient } from '../client';
import { lenient, lenientList, name, time } from '../fields';

const milestone = z.object({ status: z.object({ code: name }), occurredAt: time });
const wireTracking = z.object({
	trackingDetail: z.object({ latestMilestone: lenient(milestone), milestoneHistory: lenientList(milestone) }),
});

const ARRIVED: ReadonlySet<string> = new Set(['DELIVERED', 'CUSTOMER_PICKUP_COMPLETED']);
/** Amazon's own number of a parcel, beside the carrier's. */
const AFTN = /^AFTN\d+$/;

/** The application may not ask: Amazon says so, or knows no token for it. */
const mayNotAsk = ({ details }: PlatformError): boolean =>
	details.kind === 'permission' || (details.kind === 'credential' && ['invalid_scope', 'unauthorized_client'].includes(details.code ?? ''));

/** Nobody tracks such a number here. */
const isUnknown = ({ details: { kind } }: PlatformError): boolean => kind === 'notFound' || kind === 'rejected' || kind === 'contract';

/** Tracking API 2026-01-30, by the token of the application. https://developer-docs.amazon.com/sp-api/docs/grantless-operations */
export function trackingOf(client: () => AmazonClient): NonNullable<ChannelShipments['whereIs']> {
	let mayAsk = true;
	return async (trackingNumber, carrierCode) => {
		const number = trackingNumber.trim();
		if (!mayAsk || number === '') return undefined;
		const query = AFTN.test(number)
			? { aftn: number }
			: {
					'carrierTracking.trackingNumber': number,
					...(carrierCode === undefined ? {} : { 'carrierTracking.carrierCode': carrierCode }),
				};
		try {
			const { body } = await client().call({ operation: 'getShipmentTracking', query });
			const told = wireTracking.safeParse(body).data?.trackingDetail;
			if (told === undefined) return undefined;
			const all = [...(told.latestMilestone === undefined ? [] : [told.latestMilestone]), ...told.milestoneHistory];
			const arrivals = all.filter(({ status }) => ARRIVED.has(status.code)).map(({ occurredAt }) => Date.parse(occurredAt));
			return arrivals.length === 0 ? {} : { deliveredAt: iso(Math.min(...arrivals)) };
		} catch (error) {
			if (!(error instanceof PlatformError)) throw error;
			if (mayNotAsk(error)) mayAsk = false;
			else if (!isUnknown(error)) throw error;
			return undefined;
		}
	};
}
