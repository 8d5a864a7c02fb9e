import { isBuiltin } from 'node:module';
import { dirname, relative, sep } from 'node:path';
import type { OnResolveArgs, OnResolveResult, Plugin } from 'esbuild';
import { coreEntry, projectDir } from './layout';
import { vendorFile, vendorPackages } from './vendor-packages';

/** Given by n8n at run time. A copy of our own would break `instanceof NodeOperationError`. */
const HOST_PACKAGES = ['n8n-workflow'];

/** Marks resolutions that this plugin started itself. */
const RESOLVING = { resolving: true };

function refuse(args: OnResolveArgs, reason: string): OnResolveResult {
	return { errors: [{ text: `${relative(projectDir, args.importer)} imports "${args.path}": ${reason}` }] };
}

function isRelative(path: string): boolean {
	return path.startsWith('.');
}

function fromHost(path: string): OnResolveResult | undefined {
	return HOST_PACKAGES.includes(path) || isBuiltin(path) ? { path, external: true } : undefined;
}

/** Folders of which a node or credential file may inline something: types, tables and texts without state. */
function mayBeInlined(file: string): boolean {
	const path = relative(projectDir, file).split(sep).join('/');
	return (
		/^(nodes|credentials)\//.test(path) ||
		/^src\/(domain|ports)\//.test(path) ||
		// The table of platforms, and what the panels of several nodes share.
		/^src\/host\/(platforms|panel)\//.test(path) ||
		/^src\/platforms\/[^/]+\/constants\.ts$/.test(path)
	);
}

/**
 * For node and credential files: our own code is reached lazily through the one shared chunk, so that token cache,
 * token buckets and database handle exist once per process and n8n's start loads none of it.
 */
export function edgeImports(outputFile: string): Plugin {
	const core = relative(dirname(outputFile), 'dist/core.js').split(sep).join('/');
	return {
		name: 'storebridge-edge-imports',
		setup(build) {
			build.onResolve({ filter: /.*/ }, async (args) => {
				if (args.kind === 'entry-point' || args.pluginData === RESOLVING) return undefined;
				const given = fromHost(args.path);
				if (given) return given;
				if (!isRelative(args.path)) {
					return refuse(args, 'node and credential files use packages only through `await import("…/src/host")`');
				}
				const { path, errors } = await build.resolve(args.path, {
					kind: args.kind,
					importer: args.importer,
					resolveDir: args.resolveDir,
					pluginData: RESOLVING,
				});
				if (errors.length > 0) return { errors };
				if (path === coreEntry) {
					if (args.kind === 'dynamic-import') return { path: core, external: true };
					return refuse(args, 'src/host is imported lazily: `await import("…/src/host")` inside execute, poll or webhook');
				}
				if (mayBeInlined(path)) return { path };
				return refuse(args, 'this would put a second copy of our code into the process; reach it through src/host');
			});
		},
	};
}

/** For the shared chunk: SDKs stay outside, in chunks of their own. Collects which of them are used. */
export function coreImports(used: Set<string>): Plugin {
	return {
		name: 'storebridge-core-imports',
		setup(build) {
			build.onResolve({ filter: /^[^./]/ }, (args) => {
				const given = fromHost(args.path);
				if (given) return given;
				if (!vendorPackages.includes(args.path)) return undefined;
				if (args.kind !== 'dynamic-import') return refuse(args, 'this SDK is imported lazily: `await import(…)`');
				used.add(args.path);
				return { path: `./${vendorFile(args.path)}`, external: true };
			});
		},
	};
}
