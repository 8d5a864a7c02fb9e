import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall, mayInstall } from './apt.mjs';
import { BootstrapFailure } from './failure.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

function findChromium() {
	const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
	const candidates = [process.env.CHROMIUM_PATH, ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))];
	return candidates.find((path) => path && existsSync(path));
}

/** Path of a Chromium for screenshots: the system's, installed with apt-get where that is possible. */
export async function ensureChromium() {
	const found = findChromium();
	if (found) return found;
	const advice =
		'Install Chromium (Debian: apt-get install -y chromium) or set CHROMIUM_PATH to its binary, and run the same command again.';
	if (!mayInstall()) {
		throw new BootstrapFailure(`The screenshots need Chromium, and there is none on this machine.\n${advice}`);
	}
	await aptInstall('Getting Chromium', 'chromium', '1 min');
	const installed = findChromium();
	if (!installed) throw new BootstrapFailure(`Chromium was installed, but its binary was not found.\n${advice}`);
	return installed;
}
