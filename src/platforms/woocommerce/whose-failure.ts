import { PlatformError } from '../../domain/platform-error';
import { wasNotSent } from './errors';

/** No answer to a request that reached the store, as far as anybody knows: it took too long, or its process died. */
export function isTimeOut(error: unknown): boolean {
	const { kind, code } = error instanceof PlatformError ? error.details : {};
	return kind === 'unreachable' && code !== undefined && !wasNotSent(code);
}

/** Failures of a list that a smaller page may mend. A store that says when to come back is asked no more until then. */
export const isTooMuch = (error: unknown): error is PlatformError =>
	error instanceof PlatformError &&
	(isTimeOut(error) || (error.details.kind === 'unavailable' && error.details.retryAfterMs === undefined));

/** Whether nothing else would be answered either: credentials, quota, the way to the store. */
function concernsAll(error: PlatformError): boolean {
	const { kind, status } = error.details;
	if (kind === 'credential' || kind === 'rateLimited' || status === 401) return true;
	if (status === 403 || status === 404 || status === 410) return false;
	return kind === 'configuration' || (kind === 'unreachable' && !isTimeOut(error));
}

/**
 * Whether a failure concerns nothing but the record that was asked for (its answer is not of the promised shape, the store
 * breaks at it). Where it may be the whole store, that is asked for something else: throws when it does not answer.
 */
export async function isOfRecord(error: unknown, answersOtherwise: () => Promise<unknown>): Promise<boolean> {
	if (!(error instanceof PlatformError)) return true;
	if (concernsAll(error)) return false;
	if (error.passing || error.details.kind === 'contract') await answersOtherwise();
	return true;
}
