import type { z } from 'zod';
import type { FulfillmentRequest, FulfillmentState } from '../../../domain/fulfillment';
import type { IsoTime } from '../../../domain/time';
import { PlatformError } from '../../../domain/platform-error';
import type { FulfillmentPage, FulfillmentPreview } from '../../../ports/fulfillment-service';
import type { AmazonAnswer } from '../http/answer';
import type { AmazonCall, AmazonClient } from '../client';
import type { OperationName } from '../constants';
import { amazonError } from '../errors';
import { describeIssues } from '../fields';
import type { Standing } from './same-order';

/** What one version of the API does its own way. */
export interface OutboundProtocol {
	createCall(request: FulfillmentRequest): AmazonCall;
	cancelCall(id: string): AmazonCall;
	releaseCall(id: string): AmazonCall;
	preview(request: FulfillmentRequest): Promise<readonly FulfillmentPreview[]>;
	/** Also where each parcel is, if that costs more calls. Undefined when Amazon does not know the id. */
	get(id: string): Promise<FulfillmentState | undefined>;
	/** Without that, and what tells whose order it is. */
	find(id: string): Promise<Standing | undefined>;
	/** Of those that `wanted` leaves out nothing is read. */
	changedSince(since: IsoTime, wanted: Wanted): AsyncIterable<FulfillmentPage>;
}

export type Wanted = (ids: readonly string[]) => Promise<ReadonlySet<string>>;

/** Made when first needed; throws PlatformError `configuration` when it cannot be made. */
export type ClientOf = () => AmazonClient;

/** An answer's body as the schema gives it. Throws PlatformError `contract`, which names fields and nothing in them. */
export function readBody<T extends z.ZodType>(operation: OperationName, { body, requestId }: AmazonAnswer, schema: T): z.output<T> {
	const parsed = schema.safeParse(body);
	if (parsed.success) return parsed.data;
	throw amazonError(
		'contract',
		operation,
		`the answer is not what Amazon promises: ${describeIssues(parsed.error)}`,
		requestId === undefined ? {} : { requestId },
	);
}

/** Undefined in place of what Amazon does not know. */
export async function unlessUnknown<T>(asked: Promise<T>): Promise<T | undefined> {
	try {
		return await asked;
	} catch (fault) {
		if (fault instanceof PlatformError && fault.details.kind === 'notFound') return undefined;
		throw fault;
	}
}
