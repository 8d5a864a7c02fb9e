import type { Clock, SandboxRequest, SandboxResponse, StandIn } from './contract';
import { type Delivery, encodeAnswer } from './answer';
import type { ActiveFault, FaultList } from './faults';
import { spoil } from './odd-records';
import { describeRequest, type RequestLog } from './request-log';

export interface ExchangeParts {
	readonly standIn: StandIn;
	readonly clock: Clock;
	readonly faults: FaultList;
	readonly log: RequestLog;
	/** Told when a stand-in itself breaks, which is the sandbox's own fault and must not pass as the platform's. */
	readonly onBroken: (standIn: string, error: unknown) => void;
}

const html503 =
	'<html><head><title>503 Service Unavailable</title></head><body><h1>Service Unavailable</h1><p>Please try again later.</p></body></html>';

const plainAnswers: Readonly<Record<string, SandboxResponse>> = {
	http429: { status: 429, body: { message: 'Too Many Requests' } },
	http500: { status: 500, body: { message: 'Internal Server Error' } },
	http503Html: { status: 503, headers: { 'content-type': 'text/html' }, body: html503 },
	html200: { status: 200, headers: { 'content-type': 'text/html' }, body: '<!doctype html><html><body>Please log in.</body></html>' },
	wrongShape: { status: 200, body: { unexpected: [{ nothing: null }] } },
	emptyBody: { status: 200, headers: { 'content-type': 'application/json' }, body: '' },
	invalidGrant: {
		status: 400,
		body: { error: 'invalid_grant', error_description: 'The refresh token is invalid, expired or revoked.' },
	},
};

/** By the sandbox's clock: a server puts its own time on each answer, and this one's differs from the machine's. */
function dated(delivery: Delivery, now: number): Delivery {
	if (!('response' in delivery)) return delivery;
	const { response } = delivery;
	return { ...delivery, response: { ...response, headers: { date: new Date(now).toUTCString(), ...response.headers } } };
}

const phpNotice =
	'<br />\n<b>Notice</b>: Undefined index: label in <b>/var/www/html/wp-content/plugins/labels.php</b> on line <b>12</b><br />\n';

export type Exchange = (request: SandboxRequest) => Promise<Delivery>;

/** Answers one request: fault or not, with the effect happening exactly when the fault's name says so. */
export function createExchange({ standIn, clock, faults, log, onBroken }: ExchangeParts): Exchange {
	const handle = async (request: SandboxRequest): Promise<SandboxResponse> => {
		try {
			return await standIn.handle(request);
		} catch (error) {
			onBroken(standIn.name, error);
			return { status: 500, headers: { 'content-type': 'text/plain' }, body: 'The sandbox itself failed at this request.' };
		}
	};

	/** With one record made odd; unharmed where the answer does not hold it. */
	const oddAnswer = (response: SandboxResponse, fault: ActiveFault): SandboxResponse => {
		const { headers, body } = encodeAnswer(response);
		const spoilt = /json/.test(headers['content-type'] ?? '')
			? spoil(JSON.parse(body.toString('utf8')), fault.record, fault.oddity ?? {})
			: undefined;
		if (spoilt !== undefined) return { ...response, body: JSON.stringify(spoilt.body), headers };
		faults.giveBack(fault.id);
		return response;
	};

	const deliver = async (request: SandboxRequest, fault: ActiveFault | undefined): Promise<Delivery> => {
		if (fault === undefined) return { kind: 'answer', response: await handle(request) };
		switch (fault.kind) {
			case 'timeoutBefore':
				return { kind: 'silence' };
			case 'resetBefore':
				return { kind: 'reset' };
			case 'timeoutAfter':
				await handle(request);
				return { kind: 'silence' };
			case 'resetAfter':
				await handle(request);
				return { kind: 'reset' };
			case 'cutBody':
				return { kind: 'cut', response: await handle(request) };
			case 'splitUtf8':
				return { kind: 'split', response: await handle(request) };
			case 'strayText': {
				const { status, headers, body } = encodeAnswer(await handle(request));
				return { kind: 'answer', response: { status, headers, body: phpNotice + body.toString('utf8') } };
			}
			case 'odd':
				return { kind: 'answer', response: oddAnswer(await handle(request), fault) };
			case 'slow':
				await clock.sleep(fault.delayMs ?? 1000);
				return { kind: 'answer', response: await handle(request) };
			default: {
				const response = fault.answer ?? standIn.faultAnswer?.(fault.kind) ?? plainAnswers[fault.kind];
				if (response === undefined) throw new Error(`No answer is known for the fault ${fault.kind}`);
				return { kind: 'answer', response };
			}
		}
	};

	return async (request) => {
		const operation = standIn.operationOf?.(request);
		const fault = faults.take(standIn.name, request, operation);
		const at = clock.now();
		const delivery = dated(await deliver(request, fault), clock.now());
		log.add({
			at,
			standIn: standIn.name,
			...describeRequest(request),
			...(operation === undefined ? {} : { operation }),
			...('response' in delivery ? { status: delivery.response.status } : {}),
			...(fault === undefined ? {} : { fault: fault.kind }),
		});
		return delivery;
	};
}
