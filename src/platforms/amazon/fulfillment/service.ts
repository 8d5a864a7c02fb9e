import { FAILED_FULFILLMENT, type FulfillmentRequest, type FulfillmentState } from '../../../domain/fulfillment';
import type { IsoTime } from '../../../domain/time';
import { PlatformError } from '../../../domain/platform-error';
import { reason, type Reason, type ReasonCode } from '../../../domain/reasons';
import { say } from '../../../domain/texts/say';
import type { CreateOutcome, FulfillmentService } from '../../../ports/fulfillment-service';
import type { AmazonCall } from '../client';
import { accountOf, type AmazonConnection } from '../connection';
import { TIMEOUTS, type Timeouts } from '../constants';
import { amazonError } from '../errors';
import { checkRequest } from './check-request';
import type { ClientOf, OutboundProtocol } from './protocol';
import { protocol2020 } from './protocol-2020';
import { protocol2026 } from './protocol-2026';
import { refusalReason, saysTaken } from './refusal';
import { isRequest } from './same-order';

/** Version of Fulfillment Outbound API. */
export type McfApi = '2020-07-01' | '2026-07-04';

const PROTOCOLS: Readonly<Record<McfApi, (client: ClientOf) => OutboundProtocol>> = {
	'2020-07-01': protocol2020,
	'2026-07-04': protocol2026,
};

/** How long Amazon may still work on a request that we gave up. */
const WORKING_ON_MS = 60_000;

export interface FulfillmentServiceOptions {
	readonly connection: AmazonConnection;
	readonly client: ClientOf;
	readonly api: McfApi;
	readonly timeouts?: Timeouts;
}

const isRefusal = (fault: unknown): fault is PlatformError =>
	fault instanceof PlatformError && (fault.details.kind === 'rejected' || fault.details.kind === 'notFound');

/** Nothing was picked. The newer version says "processing" from the start, the first shipment is what tells. */
const isEarly = ({ status, shipments }: FulfillmentState): boolean =>
	status === 'held' || status === 'received' || status === 'planning' || (status === 'processing' && shipments.length === 0);

/** An order that Amazon has not validated yet (status New) can be neither shipped nor cancelled; that passes. */
const notYet = (id: string): PlatformError =>
	amazonError('unavailable', 'cancel', `Amazon does not cancel the fulfillment order ${id} yet`, {
		code: 'notYet',
		advice: 'Nothing to do: it is tried again.',
	});

/** Multi-Channel Fulfillment: Amazon's warehouses ship for other shops. https://developer-docs.amazon.com/sp-api/docs/fulfillment-outbound-api */
export function createAmazonFulfillment({ connection, client, api, timeouts = TIMEOUTS }: FulfillmentServiceOptions): FulfillmentService {
	const protocol = PROTOCOLS[api](client);

	/** A write that may be repeated; answers what Amazon refused it with. */
	const write = async (call: AmazonCall): Promise<PlatformError | undefined> => {
		try {
			await client().call(call);
			return undefined;
		} catch (fault) {
			if (isRefusal(fault)) return fault;
			throw fault;
		}
	};

	const stateOf = async (id: string): Promise<FulfillmentState | undefined> => (await protocol.find(id))?.state;

	const find = async (request: FulfillmentRequest): Promise<FulfillmentState | 'another' | undefined> => {
		const standing = await protocol.find(request.id);
		return standing === undefined || isRequest(standing, request) ? standing?.state : 'another';
	};

	const failed = (state: FulfillmentState): boolean => FAILED_FULFILLMENT.includes(state.status);

	const why = (code: ReasonCode, id: string, state: FulfillmentState | undefined): Reason =>
		reason(code, id, state === undefined ? say('unknownToAmazon') : say('itIs', { status: say(state.status) }));

	return {
		account: accountOf(connection),
		settleMs: timeouts.total + WORKING_ON_MS,

		check: (request: FulfillmentRequest) => checkRequest(request, connection.region),

		preview: (request: FulfillmentRequest) => protocol.preview(request),

		async create(request: FulfillmentRequest): Promise<CreateOutcome> {
			const fault = checkRequest(request, connection.region);
			if (fault !== undefined) return { kind: 'refused', reason: fault };
			const outcome = await client().callOnce(protocol.createCall(request));
			if (outcome.kind === 'done') return { kind: 'accepted' };
			if (outcome.kind === 'lost') return { kind: 'unknown', error: outcome.error };
			// Amazon publishes no words for an id that is taken, and repeats ours in others: what stands under it is what counts.
			try {
				const state = await find(request);
				if (state === 'another' || (state === undefined && saysTaken(outcome.words))) return { kind: 'taken' };
				if (state !== undefined) return { kind: 'exists', state };
			} catch (error) {
				if (error instanceof PlatformError) return { kind: 'unknown', error };
				throw error;
			}
			return { kind: 'refused', reason: refusalReason(request, outcome.words, outcome.error) };
		},

		get: (id: string) => protocol.get(id),

		find,

		changedSince: (since: IsoTime, wanted) => protocol.changedSince(since, wanted),

		async cancel(id: string): Promise<'cancelled' | Reason> {
			const refusal = await write(protocol.cancelCall(id));
			const state = await stateOf(id);
			if (state === undefined) return why('mcfRejected', id, state);
			if (failed(state)) return 'cancelled';
			// Accepted means that Amazon tries; it is shown only later. Whole or partly shipped is over.
			const over = state.status === 'complete' || state.status === 'completePartial';
			if (refusal === undefined && !over) return 'cancelled';
			if (!over && isEarly(state)) throw notYet(id);
			return why('mcfTooLate', id, state);
		},

		async release(id: string): Promise<'released' | Reason> {
			if ((await write(protocol.releaseCall(id))) === undefined) return 'released';
			const state = await stateOf(id);
			if (state === undefined || state.status === 'held') return why('mcfRejected', id, state);
			return failed(state) ? why('mcfFailed', id, state) : 'released';
		},
	};
}
