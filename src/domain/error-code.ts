/** The code of an error of Node's or of a server's: a text like `EPERM`. */
export function codeOf(error: unknown): string | undefined {
	const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
	return typeof code === 'string' ? code : undefined;
}
