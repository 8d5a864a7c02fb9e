/** Where the pinned n8n and the Node that runs it are. */
export interface N8nLocation {
	/** Path of a Node 24. */
	readonly node: string;
	/** n8n's start script. */
	readonly n8nBin: string;
	/** The folder whose node_modules holds n8n. */
	readonly n8nDir: string;
}

/** Reads what scripts/bootstrap.mjs hands to the commands that it starts. */
export function n8nLocation(): N8nLocation {
	const { STOREBRIDGE_NODE: node, STOREBRIDGE_N8N_BIN: n8nBin, STOREBRIDGE_N8N_DIR: n8nDir } = process.env;
	if (node === undefined || n8nBin === undefined || n8nDir === undefined) {
		throw new Error('No n8n is known here. Start this through scripts/bootstrap.mjs --n8n (npm run demo, npm test).');
	}
	return { node, n8nBin, n8nDir };
}
