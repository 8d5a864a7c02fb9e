import { AmazonError } from '../rest/answers';
import { isParent, type Listing } from '../listings/listing';
import type { ItemIssue } from '../listings/listing-wire';

/** What one entry of a submission does to one channel of a SKU. */
export interface AvailabilityChange {
	/** `merge` keeps what it does not name (the days until it leaves, the date of more); the other two drop it. */
	readonly op: 'add' | 'replace' | 'merge' | 'delete';
	/** DEFAULT, one of Amazon's own (AMAZON_EU …), or a supply source's. */
	readonly channel: string;
	readonly quantity?: number;
	readonly leadTimeDays?: number;
}

/** A submission as it was understood. */
export interface ReadSubmission {
	readonly changes: readonly AvailabilityChange[];
	readonly issues: readonly ItemIssue[];
}

const operations = ['add', 'replace', 'merge', 'delete'] as const;
const attribute = 'fulfillment_availability';
/** Nobody recorded what the most is; more than eight digits are no stock. */
const mostUnits = 99_999_999;

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Recorded: https://github.com/jlevers/selling-partner-api/issues/240 */
const unparsable = (): AmazonError =>
	new AmazonError(400, 'InvalidInput', 'Request has missing or invalid parameters and cannot be parsed.');

/** Recorded: https://github.com/jlevers/selling-partner-api/issues/861 */
const unknownAttribute = (name: string): ItemIssue => ({
	code: '90000900',
	message: 'The attributes are invalid.',
	severity: 'ERROR',
	attributeNames: [name],
	categories: [],
});

/** The text was recorded (https://github.com/jlevers/selling-partner-api/issues/493), its code was not. */
const noChannel: ItemIssue = {
	code: '90220',
	message: `The field 'fulfillment_channel_code' for the attribute '${attribute}' does not have enough values. The required minimum is '1' value(s).`,
	severity: 'ERROR',
	attributeNames: [attribute],
	categories: ['MISSING_ATTRIBUTE'],
};

/** Code and text are those of a wrong value of another attribute (amzn/selling-partner-api-models#3987); no wrong quantity was recorded. */
const wrongValue: ItemIssue = {
	code: '8015',
	message: 'The data you provided for an attribute is invalid. Please refer the data definitions and resubmit with a valid value.',
	severity: 'ERROR',
	attributeNames: [attribute],
	categories: ['INVALID_ATTRIBUTE'],
};

/** Which channels a seller may name beside DEFAULT and Amazon's own. */
export type IsLocation = (channel: string) => boolean;

const isChannel = (code: string, isLocation: IsLocation): boolean =>
	code === 'DEFAULT' || /^AMAZON_[A-Z]{2}$/.test(code) || isLocation(code);

/** A quantity that is none, or one under DEFAULT where the units stand at locations: only 0 may stand there. */
const isRefused = (change: AvailabilityChange, quantity: unknown, listing: Listing | undefined): boolean => {
	if (quantity !== undefined && !(Number.isInteger(quantity) && Number(quantity) >= 0 && Number(quantity) <= mostUnits)) return true;
	const atLocations = listing?.locations !== undefined;
	return change.channel === 'DEFAULT' && atLocations && (change.quantity ?? 0) > 0;
};

const readEntry = (
	op: AvailabilityChange['op'],
	entry: Fields,
	listing: Listing | undefined,
	isLocation: IsLocation,
): AvailabilityChange | ItemIssue => {
	const { fulfillment_channel_code: channel, quantity, lead_time_to_ship_max_days: leadTime } = entry;
	if (typeof channel !== 'string' || channel === '') return noChannel;
	const change: AvailabilityChange = {
		op,
		channel,
		...(typeof quantity === 'number' ? { quantity } : {}),
		...(typeof leadTime === 'number' ? { leadTimeDays: leadTime } : {}),
	};
	if (!isChannel(channel, isLocation) || isRefused(change, quantity, listing)) return wrongValue;
	return listing !== undefined && isParent(listing) ? wrongValue : change;
};

/**
 * Reads the patches of a submission. What is not about availability passes unseen: the rest of a listing is not
 * changed through the API here.
 * @throws AmazonError InvalidInput for what Amazon does not take for a patch at all
 */
export function readPatches(patches: unknown, listing: Listing | undefined, isLocation: IsLocation): ReadSubmission {
	if (!Array.isArray(patches) || patches.length === 0) throw unparsable();
	const changes: AvailabilityChange[] = [];
	const issues: ItemIssue[] = [];
	for (const [index, patch] of (patches as readonly unknown[]).entries()) {
		const op = isFields(patch) ? operations.find((known) => known === patch['op']) : undefined;
		if (!isFields(patch) || op === undefined) throw unparsable();
		const { path, value } = patch;
		const name = typeof path === 'string' ? /^\/attributes\/([^/]+)$/.exec(path)?.[1] : undefined;
		if (name === undefined) throw new AmazonError(400, 'InvalidInput', `Invalid path provided in patch at index of ${index}.`);
		if (!Array.isArray(value)) throw new AmazonError(400, 'InvalidInput', `Value is missing for patch at index of ${index}.`);
		if (!/^[a-z][a-z0-9_]*$/.test(name)) issues.push(unknownAttribute(name));
		if (name !== attribute) continue;
		for (const entry of value as readonly unknown[]) {
			const read = isFields(entry) ? readEntry(op, entry, listing, isLocation) : wrongValue;
			if ('op' in read) changes.push(read);
			else issues.push(read);
		}
	}
	return { changes, issues };
}
