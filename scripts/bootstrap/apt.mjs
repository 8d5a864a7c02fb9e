import { existsSync } from 'node:fs';
import { runStep } from './run-step.mjs';

/** Whether this process may install packages of the system: as root, on Debian and its kin. */
export const mayInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

export async function aptInstall(title, name, estimate) {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await runStep('Reading the package list', 'apt-get', ['update', '-qq'], { env });
	await runStep(title, 'apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { env, estimate });
}
