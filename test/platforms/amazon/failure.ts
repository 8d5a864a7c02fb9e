import { PlatformError } from '../../../src/domain/platform-error';

/** The PlatformError that a promise rejects with; anything else fails the test. */
export async function failure(promise: Promise<unknown>): Promise<PlatformError> {
	const error: unknown = await promise.then(
		() => new Error('it did not fail'),
		(reason: unknown) => reason,
	);
	if (error instanceof PlatformError) return error;
	throw error;
}
