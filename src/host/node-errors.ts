import { NodeApiError, NodeOperationError, type Failure, type INode, type JsonObject } from 'n8n-workflow';
import { PlatformError, type FailureKind } from '../domain/platform-error';

/** n8n polls less often after a failure, by its cause. */
const CAUSES: Readonly<Record<FailureKind, Failure['cause']>> = {
	unreachable: 'temporarily-unavailable',
	rateLimited: 'rate-limited',
	unavailable: 'temporarily-unavailable',
	unknownOutcome: 'temporarily-unavailable',
	credential: 'credential-invalid',
	permission: 'configuration-invalid',
	configuration: 'configuration-invalid',
	rejected: 'node-defect',
	notFound: 'configuration-invalid',
	conflict: 'temporarily-unavailable',
	contract: 'temporarily-unavailable',
};

/**
 * The error n8n shows: what happened as message, what to do as description. Only texts made for people go in; the
 * platform's own error, which may carry keys and addresses, never does.
 */
export function toNodeError(node: INode, error: unknown): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const message = error instanceof Error ? error.message : 'Unexpected fault';
	const made = error instanceof PlatformError ? fromPlatform(node, error) : new NodeOperationError(node, message);
	// n8n puts texts of its own in the place of messages that name a network code; they do not say whose server it was.
	made.message = message;
	return made;
}

function fromPlatform(node: INode, { message, details }: PlatformError): NodeApiError {
	const { advice, status, kind, operation, code, retryAfterMs } = details;
	const facts: JsonObject = { message, kind, operation, ...(code === undefined ? {} : { platformCode: code }) };
	const failure = { cause: CAUSES[kind], ...(retryAfterMs === undefined ? {} : { retryAfterMs }) } as Failure;
	return new NodeApiError(node, facts, {
		message,
		description: advice ?? 'The next run tries again.',
		failure,
		...(status === undefined ? {} : { httpCode: String(status) }),
	});
}
