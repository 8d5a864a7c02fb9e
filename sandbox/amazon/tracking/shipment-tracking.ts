import type { SandboxRequest } from '../../kernel/contract';
import type { AccountBook, SellingApplication } from '../access/accounts';
import type { McfDesk } from '../mcf/mcf-desk';
import type { McfOrder, McfParcel, McfShipment } from '../mcf/mcf-order';
import { arrivalOf } from '../mcf/mcf-parcels';
import { trackingLink } from '../mcf/mcf-rendering';
import { iso } from '../orders/order-draft';
import { AmazonError } from '../rest/answers';

/** Model tracking-2026-01-30. Nothing of its answers was recorded: all of it follows the model and its examples. */
interface Milestone {
	status: { code: string; description: string };
	occurredAt: string;
}

interface TrackingIdentifier {
	id?: string;
	acsin?: string;
	aftn?: string;
	containerNumber?: string;
	houseBillOfLadingNumber?: string;
	carrierTracking?: { trackingNumber: string; carrierCode?: string };
}

export interface ShipmentTrackingAnswer {
	trackingDetail: {
		identifier: TrackingIdentifier;
		trackingUrl?: string;
		trackingEstimates?: {
			type: string;
			estimatedInterval: { startTime: string; endTime: string };
			lastUpdatedTime: string;
		}[];
		latestMilestone?: Milestone;
		milestoneHistory: Milestone[];
	};
}

const badRequest = (): AmazonError =>
	new AmazonError(
		400,
		'BAD_REQUEST',
		'The request parameters provided are invalid.',
		'The request parameters provided are invalid. For valid parameter values and formats, see the API developer guide.',
	);
const severalIds = (): AmazonError =>
	new AmazonError(
		400,
		'MULTIPLE_TRACKING_IDS_NOT_ALLOWED',
		'Only one tracking ID type is allowed per request.',
		'Please provide a single ID per request.',
	);
const wrongAftn = (): AmazonError =>
	new AmazonError(
		400,
		'INVALID_AFTN_FORMAT',
		"Amazon Fulfillment Tracking Number must start with 'AFTN'.",
		"Please ensure the Amazon Fulfillment Tracking Number follows the correct format starting with 'AFTN'.",
	);
const mayNot = (): AmazonError =>
	new AmazonError(
		403,
		'ACCESS_DENIED',
		"You don't have access to the requested response or the credentials are invalid.",
		'Please ensure that you have the required access on the developer portal and try again with valid credentials.',
	);
const notThere = (): AmazonError =>
	new AmazonError(
		404,
		'RESOURCE_NOT_FOUND',
		'The requested resource does not exist.',
		'Verify the API endpoint or resource path and try again.',
	);

const plainIds = ['id', 'acsin', 'aftn', 'containerNumber', 'houseBillOfLadingNumber'] as const;

const readIdentifier = (query: URLSearchParams): TrackingIdentifier => {
	const given = plainIds.filter((name) => query.has(name));
	const trackingNumber = query.get('carrierTracking.trackingNumber');
	const carrierCode = query.get('carrierTracking.carrierCode');
	if (given.length + (trackingNumber === null ? 0 : 1) > 1) throw severalIds();
	const [name] = given;
	if (name !== undefined) {
		const value = query.get(name) ?? '';
		if (value === '' || carrierCode !== null) throw badRequest();
		if (name === 'aftn' && !/^AFTN\d+$/.test(value)) throw wrongAftn();
		return { [name]: value };
	}
	if (trackingNumber === null || trackingNumber === '') throw badRequest();
	return { carrierTracking: { trackingNumber, ...(carrierCode === null ? {} : { carrierCode }) } };
};

interface FoundParcel {
	readonly order: McfOrder;
	readonly shipment: McfShipment;
	readonly parcel: McfParcel;
}

/** Amazon's own carrier only: others keep their events to themselves. */
const isAmazons = ({ carrierCode }: McfParcel): boolean => carrierCode.startsWith('AMZN_');

const milestones: Readonly<Record<McfParcel['status'], readonly [code: string, description: string]>> = {
	IN_TRANSIT: ['SHIPPED', 'Shipment has departed origin'],
	OUT_FOR_DELIVERY: ['OUT_FOR_DELIVERY', 'Shipment is out for delivery'],
	DELIVERED: ['DELIVERED', 'Shipment delivered'],
	DELAYED: ['DELAYED', 'Shipment is delayed'],
	UNDELIVERABLE: ['UNDELIVERABLE', 'Shipment could not be delivered'],
	RETURNED: ['RETURNED', 'Shipment was returned'],
};

/** From the newest to the oldest. */
const historyOf = ({ order, shipment, parcel }: FoundParcel): Milestone[] => {
	const [code, description] = milestones[parcel.status];
	return [
		...(parcel.status === 'IN_TRANSIT' ? [] : [{ status: { code, description }, occurredAt: iso(parcel.statusMs) }]),
		{ status: { code: 'SHIPPED', description: milestones.IN_TRANSIT[1] }, occurredAt: iso(shipment.shipMs) },
		{ status: { code: 'ORDER_PREPARING', description: 'Order is preparing to ship' }, occurredAt: iso(order.receivedMs) },
	];
};

/** getShipmentTracking: where one parcel of Amazon's own carrier is, of any seller that has authorised the application. */
export function shipmentTracking(
	{ query }: SandboxRequest,
	application: SellingApplication,
	{ accounts, mcf }: { readonly accounts: AccountBook; readonly mcf: McfDesk },
): ShipmentTrackingAnswer {
	if (application.tracking !== 'granted') throw mayNot();
	const identifier = readIdentifier(query);
	const { trackingNumber, carrierCode } = identifier.carrierTracking ?? {};
	const found = accounts
		.sellersOf(application)
		.flatMap(({ sellerId }) => mcf.list(sellerId))
		.flatMap((order) => order.shipments.flatMap((shipment) => shipment.parcels.map((parcel): FoundParcel => ({ order, shipment, parcel }))))
		.find(
			({ parcel }) =>
				parcel.trackingNumber === trackingNumber && isAmazons(parcel) && (carrierCode ?? parcel.carrierCode) === parcel.carrierCode,
		);
	if (found === undefined) throw notThere();
	const history = historyOf(found);
	const arrival = iso(arrivalOf(found.shipment));
	return {
		trackingDetail: {
			identifier,
			trackingUrl: trackingLink(found.order, found.parcel.trackingNumber),
			trackingEstimates: [
				{
					type: 'ESTIMATED_DELIVERY_DATE',
					estimatedInterval: { startTime: arrival, endTime: arrival },
					lastUpdatedTime: iso(found.shipment.shipMs),
				},
			],
			...(history[0] === undefined ? {} : { latestMilestone: history[0] }),
			milestoneHistory: history,
		},
	};
}
