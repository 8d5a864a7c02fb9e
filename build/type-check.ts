import { localBinary, runCommand } from './run-command';

/** Type-checks what goes into the package. `npm test` checks everything. */
export async function typeCheckShippedCode(): Promise<void> {
	await runCommand(localBinary('tsc'), ['-p', 'tsconfig.build.json']);
}
