import { createRequire } from 'node:module';
import { NodeOperationError, type IExecuteFunctions, type INode } from 'n8n-workflow';
import { z } from 'zod';

/** The first n8n that tells a node how its run ended. Its core has the same number. */
const NEEDED = { major: 2, minor: 33 } as const;

const manifest = z.object({ version: z.string() });

/** n8n lets packages find its own modules; one that installs them elsewhere tells nothing here. */
function coreVersion(): string | undefined {
	try {
		return manifest.parse(createRequire(__filename)('n8n-core/package.json')).version;
	} catch {
		return undefined;
	}
}

function tooOld(node: INode, core: string | undefined): NodeOperationError {
	const needed = `${NEEDED.major}.${NEEDED.minor}`;
	const found = core === undefined ? 'an older one' : `one with core ${core}`;
	return new NodeOperationError(node, `The triggers of Storebridge need n8n ${needed} or newer, and this is ${found}`, {
		description: `Update n8n to ${needed} or newer. Before that it does not tell a node how a run ended, so that what was given to a run that breaks would be lost without a word. Nothing was collected; what waits is given out after the update.`,
	});
}

/**
 * Polls and webhooks collect what a later run has to see to its end. They have no way of asking for that, so that
 * the version decides. Throws before anything is collected.
 */
export function requireRunEnds(node: INode): void {
	const core = coreVersion();
	const [, major, minor] = /^(\d+)\.(\d+)\./.exec(core ?? '') ?? [];
	if (major === undefined || minor === undefined) return;
	if (Number(major) > NEEDED.major || (Number(major) === NEEDED.major && Number(minor) >= NEEDED.minor)) return;
	throw tooOld(node, core);
}

/** How a run is asked to say when it ends. Throws where it cannot: before any of its orders has begun. */
export function runEndOf(context: IExecuteFunctions): (finish: () => Promise<void>) => void {
	if (context.onExecutionFinish === undefined) throw tooOld(context.getNode(), coreVersion());
	return (finish) => context.onExecutionFinish?.(finish);
}
