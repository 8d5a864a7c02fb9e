import { dirname } from 'node:path';

/** Variables that belong to the process that starts n8n or npm and would change how those behave. */
const foreign = /^(N8N_|DB_|EXECUTIONS_|QUEUE_|GENERIC_TIMEZONE$|WEBHOOK_URL$|npm_|NODE_|JEST_|STOREBRIDGE_|CHROMIUM_PATH$)/;

/** This process's environment without what jest, npm or the bootstrap put there, and with `node` first on the PATH. */
export function cleanEnvironment(node: string): NodeJS.ProcessEnv {
	const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
	return { ...kept, PATH: `${dirname(node)}:${process.env.PATH ?? ''}` };
}
