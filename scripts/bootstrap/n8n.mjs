import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BootstrapFailure } from './failure.mjs';
import { installOnce, isInstalled } from './install-once.mjs';
import { ensureHeaders, ensureNode24, withNode24 } from './node24.mjs';
import { cacheDir } from './paths.mjs';
import { runStep } from './run-step.mjs';
import { N8N_OVERRIDES, N8N_PEERS, N8N_VERSION } from './versions.mjs';

const COMPILERS = ['python3', 'make', 'g++'];
/** Of what stands in the folder: an older folder lacks a peer. */
const STAMP = [N8N_VERSION, ...Object.entries(N8N_PEERS).map(([name, version]) => `${name}@${version}`)].join(' ');
const NPM_FLAGS = ['--legacy-peer-deps', '--no-audit', '--no-fund', '--no-update-notifier', '--prefer-offline', '--loglevel=error'];

/** n8n's sqlite3 is compiled on this machine; better to say so now than after two minutes of download. */
function requireCompilers() {
	const missing = COMPILERS.filter((tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).status !== 0);
	if (missing.length === 0) return;
	throw new BootstrapFailure(
		`n8n ${N8N_VERSION} needs ${missing.join(', ')} to compile its database driver, and this machine has none.\n` +
			'Debian, Ubuntu: apt-get install -y python3 make g++ · Alpine: apk add python3 make g++ · macOS: xcode-select --install\n' +
			'Then run the same command again.',
	);
}

async function install(folder) {
	const node = await ensureNode24();
	const env = { ...withNode24(node), npm_config_nodedir: await ensureHeaders(node) };
	const dependencies = { n8n: N8N_VERSION, ...N8N_PEERS };
	const manifest = { name: 'storebridge-n8n', private: true, dependencies, overrides: N8N_OVERRIDES };
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
	await runStep(`Getting n8n ${N8N_VERSION}`, 'npm', ['install', '--ignore-scripts', ...NPM_FLAGS], {
		cwd: folder,
		env,
		estimate: '3 min, 2.5 GB, once per machine',
	});
	// Of all install scripts only this one is needed: a driver for Kafka would fail to build.
	await runStep("Compiling n8n's database driver", 'npm', ['rebuild', 'sqlite3', '--ignore-scripts=false', ...NPM_FLAGS], {
		cwd: folder,
		env,
		estimate: '2 min',
	});
	await runStep('Starting n8n once', node, [join(folder, 'node_modules', 'n8n', 'bin', 'n8n'), '--version'], {
		cwd: folder,
		env,
		quiet: true,
	});
}

/**
 * A real n8n in the cache.
 * @returns {Promise<{n8nDir: string, n8nBin: string}>} folder that holds node_modules, and n8n's start script
 */
export async function ensureN8n() {
	const n8nDir = join(cacheDir(), `n8n-${N8N_VERSION}`);
	if (!(await isInstalled(n8nDir, STAMP))) requireCompilers();
	await installOnce({ folder: n8nDir, stamp: STAMP, title: `n8n ${N8N_VERSION}`, install });
	return { n8nDir, n8nBin: join(n8nDir, 'node_modules', 'n8n', 'bin', 'n8n') };
}
