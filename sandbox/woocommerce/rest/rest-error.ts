/**
 * An error as the REST API answers it: `{code, message, data: {status, …}}`. `data` replaces that object where the real
 * server is odd (refunds answer the bare number 500). https://developer.wordpress.org/rest-api/
 */
export class RestError extends Error {
	readonly status: number;
	/** A number where the server lets an exception's own code out. */
	readonly code: string | number;
	readonly data: unknown;
	/** Refused before the request reached its route: such answers carry no Allow header. */
	readonly beforeRoute: boolean;

	constructor(
		status: number,
		code: string | number,
		message: string,
		extra: Readonly<Record<string, unknown>> | number = {},
		beforeRoute = false,
	) {
		super(message);
		this.name = 'RestError';
		this.status = status;
		this.code = code;
		this.data = typeof extra === 'number' ? extra : { status, ...extra };
		this.beforeRoute = beforeRoute;
	}

	body(): Record<string, unknown> {
		return { code: this.code, message: this.message, data: this.data };
	}
}

export function authenticationError(message: string): RestError {
	return new RestError(401, 'woocommerce_rest_authentication_error', message, {}, true);
}
