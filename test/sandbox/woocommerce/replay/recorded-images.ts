import type { ImageSource } from '../../../../sandbox/woocommerce';

const size = { bytes: 4000, width: 120, height: 80 };

/** What the server held from which the recorded store downloaded; everything else was out of its reach. */
const files: Readonly<Record<string, ReturnType<ImageSource>>> = {
	'a.png': { type: 'image/png', ...size },
	'b.jpg': { type: 'image/jpeg', ...size },
	'c.webp': { type: 'image/webp', ...size },
	'd.avif': { type: 'image/avif', ...size },
	'e.gif': { type: 'image/gif', ...size },
	'text.jpg': { type: 'text/plain', ...size },
	'html.jpg': { type: 'text/html', ...size },
	'empty.jpg': { type: 'image/jpeg', bytes: 0 },
	'pic.svg': { type: 'image/svg+xml', ...size },
	noext: { type: 'image/jpeg', ...size },
	'png-called.jpg': { type: 'image/png', ...size },
	'redirect.jpg': { type: 'image/jpeg', ...size },
	'big.jpg': { type: 'image/jpeg', bytes: 900_000, width: 3000, height: 2000 },
	'missing.jpg': { status: 404 },
};

export const recordedImages: ImageSource = (address) => {
	const [, file = ''] = /^http:\/\/127\.0\.0\.1:39180\/([^?]*)/.exec(address) ?? [];
	const [, seconds] = /^slow-(\d+)\.png$/.exec(file) ?? [];
	if (seconds !== undefined) return { type: 'image/png', ...size, slowMs: Number(seconds) * 1000 };
	return files[file] ?? { unreachable: true };
};
