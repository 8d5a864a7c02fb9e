import { iso, type IsoTime } from '../../domain/time';
import { reason, type Reason, type ReasonCode } from '../../domain/reasons';
import type { Words } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import type { ChannelParcel, ChannelShipments } from '../../ports/channel-shipments';
import type { ParcelRow } from '../../ports/database';
import type { ConfirmSettings, OrderToConfirm, PackedParcel, ToldParcel } from './deps';
import { unitsOnly, type KnownOrder } from './proof';

/** A parcel that is about to be told. */
export interface Telling {
	readonly row: ParcelRow;
	/** As it was noted before; undefined: it is new. */
	readonly before?: ParcelRow;
	readonly parcel: ChannelParcel;
	readonly isEdit: boolean;
	readonly shown: ToldParcel;
}

export interface Wait {
	readonly reason: Reason;
	readonly dueAt: number;
}

/** What is to be done about one order. */
export interface OrderPlan {
	readonly tell: readonly Telling[];
	/** What was found out of parcels that were told before. */
	readonly found: readonly ParcelRow[];
	/** What stands of parcels of which nothing is told now. */
	readonly shown: readonly ToldParcel[];
	/** The first of several. */
	readonly fault?: Reason;
	/** Why something of it waits: the first to come back. */
	readonly wait?: Wait;
	/** None of the merchant's parcels: nobody has to do anything. */
	readonly skipped?: Reason;
}

export interface PlanInput {
	readonly wanted: OrderToConfirm;
	readonly known: KnownOrder;
	readonly rows: readonly ParcelRow[];
	readonly settings: ConfirmSettings;
	/** A person has retried it. */
	readonly asked: boolean;
	readonly now: number;
	readonly channelTime?: IsoTime;
	readonly shipments: Pick<ChannelShipments, 'carrierFor' | 'confirmsItself' | 'traits'>;
	hash(number: string): string;
}

/** A plan while it is made. */
export class PlanBook {
	private readonly tell: Telling[] = [];
	private readonly found: ParcelRow[] = [];
	private readonly shown: ToldParcel[] = [];
	private readonly waits: Wait[] = [];
	private readonly faults: Reason[] = [];
	/** As they stand by now. */
	rows: readonly ParcelRow[];

	constructor(readonly input: PlanInput) {
		this.rows = input.rows;
	}

	get number(): string {
		return this.input.wanted.orderId;
	}

	fault(code: ReasonCode, detail?: Words): void {
		this.faults.push(reason(code, this.number, detail));
	}

	wait(code: ReasonCode, dueAt: number, detail?: Words): void {
		this.waits.push({ reason: reason(code, this.number, detail), dueAt });
	}

	show(row: ParcelRow, state: ToldParcel['state'], trackingNumber?: string): void {
		this.shown.push({
			reference: row.knownAs ?? String(row.reference),
			state,
			lines: unitsOnly(row.lines),
			...(row.carrier === undefined ? {} : { carrier: row.carrier }),
			...(trackingNumber === undefined ? {} : { trackingNumber }),
		});
	}

	/** What is known of a parcel from now on. */
	find(row: ParcelRow): void {
		this.found.push(row);
		const isKnown = this.rows.some(({ reference }) => reference === row.reference);
		this.rows = isKnown ? this.rows.map((one) => (one.reference === row.reference ? row : one)) : [...this.rows, row];
	}

	/** Never one that the channel, or another parcel of ours, has; people count from 1 as well. */
	nextReference(): number {
		const theirs = this.input.known.order.packages.map(({ reference }) => (/^\d{1,6}$/.test(reference) ? Number(reference) : 0));
		return Math.max(0, ...theirs, ...this.rows.map(({ reference }) => reference)) + 1;
	}

	/** Tells it as `row` says, whose carrier, number and time are those of the parcel. */
	telling(packed: PackedParcel, row: Pick<ParcelRow, 'reference' | 'lines'> & Partial<ParcelRow>, state: ToldParcel['state']): void {
		const { settings, shipments, known, hash } = this.input;
		const { trackingNumber } = packed;
		const { marketplace, orderId } = known.order;
		const { carrier: name, carrierCode: code } = packed;
		const given = name === undefined && code === undefined ? { name: settings.carrier } : { name, code };
		if (trackingNumber !== undefined && given.name === undefined && code === undefined) {
			this.fault('confirmationNoCarrier');
			return;
		}
		const carrier = trackingNumber === undefined ? undefined : shipments.carrierFor(withoutGaps(given), marketplace, settings.carriers);
		const before = this.rows.find(({ reference }) => reference === row.reference);
		const isEdit = state === 'corrected';
		const { submission: _submission, place: _place, carrier: _carrier, number: _number, ...kept } = before ?? row;
		const shippedAt = this.shippedAt(packed.shippedAt ?? before?.shippedAt);
		const told: ParcelRow = {
			...kept,
			orderId,
			marketplace,
			reference: row.reference,
			parcel: row.parcel ?? before?.parcel ?? packed.id,
			lines: row.lines,
			shippedAt,
			state: 'planned',
			attempts: (state === 'again' ? (before?.attempts ?? 0) : 0) + 1,
			toldAt: iso(this.input.now),
			...(row.knownAs === undefined ? {} : { knownAs: row.knownAs }),
			...(trackingNumber === undefined ? {} : { number: hash(trackingNumber) }),
			...(carrier === undefined ? {} : { carrier: carrier.name ?? carrier.code }),
		};
		const reference = told.knownAs ?? String(told.reference);
		const service = packed.service ?? settings.service;
		this.tell.push({
			row: told,
			...(before === undefined ? {} : { before }),
			isEdit,
			parcel: {
				orderId,
				marketplace,
				reference,
				shippedAt,
				lines: unitsOnly(told.lines),
				...(carrier === undefined ? {} : { carrier }),
				...(service === undefined ? {} : { service }),
				...(trackingNumber === undefined ? {} : { trackingNumber }),
			},
			shown: {
				reference,
				state,
				lines: unitsOnly(told.lines),
				...(carrier === undefined ? {} : { carrier: carrier.code }),
				...(carrier === undefined || carrier.listed ? {} : { unlisted: carrier.name ?? carrier.code }),
				...(trackingNumber === undefined ? {} : { trackingNumber }),
			},
		});
		this.rows = before === undefined ? [...this.rows, told] : this.rows.map((one) => (one === before ? told : one));
	}

	get isHeldUp(): boolean {
		return this.waits.length > 0 || this.faults.length > 0;
	}

	plan(): OrderPlan {
		const [fault] = this.faults;
		const [wait] = this.waits.toSorted((one, other) => one.dueAt - other.dueAt);
		return {
			tell: this.tell,
			found: this.found,
			shown: this.shown,
			...(fault === undefined ? {} : { fault }),
			...(wait === undefined ? {} : { wait }),
		};
	}

	skip(why: Words): OrderPlan {
		return { tell: [], found: [], shown: [], skipped: reason('confirmationSkipped', this.number, why) };
	}

	/** Not before the order, not in the future, whichever of the clocks is wrong. */
	private shippedAt(given: IsoTime | undefined): IsoTime {
		const { now, channelTime, known } = this.input;
		const latest = Math.min(now, channelTime === undefined ? now : Date.parse(channelTime));
		const at = given === undefined || Number.isNaN(Date.parse(given)) ? latest : Math.min(latest, Date.parse(given));
		return iso(Math.max(Date.parse(known.order.purchasedAt), at));
	}
}

const withoutGaps = ({ name, code }: { readonly name?: string | undefined; readonly code?: string | undefined }) => ({
	...(name === undefined ? {} : { name }),
	...(code === undefined ? {} : { code }),
});

/** For people: `2 × TEE`. */
export const unitsInWords = (units: readonly { readonly sku: string; readonly quantity: number }[]): string =>
	units.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(', ');

/** To the minute: `ship by 2026-11-30 23:59 (UTC)`. */
export const until = (time: IsoTime): Words => say('shipByTime', { time: time.slice(0, 16).replace('T', ' ') });
