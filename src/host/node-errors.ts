import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';
import { PlatformError } from '../domain/platform-error';

/**
 * The error n8n shows: what happened as message, what to do as description. Only texts made for people go in; the
 * platform's own error, which may carry keys and addresses, never does.
 */
export function toNodeError(node: INode, error: unknown): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (error instanceof PlatformError) {
		const { advice, status, kind, operation, code } = error.details;
		const facts: JsonObject = { message: error.message, kind, operation, ...(code === undefined ? {} : { code }) };
		return new NodeApiError(node, facts, {
			message: error.message,
			description: advice ?? 'The next run tries again.',
			...(status === undefined ? {} : { httpCode: String(status) }),
		});
	}
	const message = error instanceof Error ? error.message : 'Unexpected fault';
	return new NodeOperationError(node, message);
}
