/** What a store finds at an address when it downloads an image. Nothing here ever goes out into a network. */
export type FoundImage =
	| {
			/** What the bytes really are, whatever the address says: `image/jpeg`, `image/avif`, `text/html`. */
			readonly type: string;
			/** 0: the file is empty. */
			readonly bytes: number;
			/** In pixels; 1 by default. */
			readonly width?: number;
			readonly height?: number;
			/** How long it takes, on the sandbox's clock; the store waits for minutes. */
			readonly slowMs?: number;
	  }
	/** The server answers that instead of an image. */
	| { readonly status: number; readonly slowMs?: number }
	/** No such host, no such port. */
	| { readonly unreachable: true; readonly slowMs?: number };

export type ImageSource = (address: string) => FoundImage;

const types: Readonly<Record<string, string>> = {
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	png: 'image/png',
	gif: 'image/gif',
	webp: 'image/webp',
	avif: 'image/avif',
	svg: 'image/svg+xml',
	html: 'text/html',
	txt: 'text/plain',
};

/** Without the part that belongs to no file. */
export function fileOf(address: string): string {
	return (address.split(/[?#]/)[0] ?? '').split('/').at(-1) ?? '';
}

export function extensionOf(file: string): string {
	return /\.([A-Za-z0-9]+)$/.exec(file)?.[1]?.toLowerCase() ?? '';
}

/** Hosts that stand for sellers' pictures in the sandbox: Amazon's, this machine, and the names that belong to nobody. */
const known =
	/^https?:\/\/(?:127\.0\.0\.1|localhost|m\.media-amazon\.com|images-[a-z]+\.ssl-images-amazon\.com|[\w.-]+\.(?:example|test)|example\.(?:com|org))(?::\d+)?\//;

/**
 * The pictures of the sandbox: any of its own addresses gives what its extension says, a path with `missing` 404, one with
 * `slow-20` takes as many seconds; every other address cannot be reached.
 */
export const sandboxImages: ImageSource = (address) => {
	if (!known.test(address)) return { unreachable: true };
	const path = address.replace(/^https?:\/\/[^/]+/, '');
	if (/missing|\b404\b/.test(path)) return { status: 404 };
	const seconds = /slow-(\d+)/.exec(path)?.[1];
	return {
		type: types[extensionOf(fileOf(address))] ?? 'image/jpeg',
		bytes: 40_000,
		...(seconds === undefined ? {} : { slowMs: Number(seconds) * 1000 }),
	};
};
