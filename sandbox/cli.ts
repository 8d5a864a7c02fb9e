import { startSandbox } from './index';

/** `npm run sandbox`: everything running, seeded, until Ctrl-C. Set SANDBOX_PLAN_FACTOR to change Amazon's quotas. */
const main = async (): Promise<void> => {
	const planFactor = Number(process.env['SANDBOX_PLAN_FACTOR'] ?? '100');
	const sandbox = await startSandbox({ planFactor });
	const seeded = sandbox.seedDemo();
	const line = (text = ''): void => {
		process.stdout.write(`${text}\n`);
	};

	line('The Storebridge sandbox is running. Ctrl-C ends it; nothing is kept.');
	line();
	for (const [name, url] of Object.entries(sandbox.urls)) line(`  ${name.padEnd(14)} ${url}`);
	line(`  ${'control API'.padEnd(14)} ${sandbox.control.url}   Authorization: Bearer ${sandbox.control.token}`);
	line();
	line(`Amazon: ${seeded.length} orders on the first account, usage plans times ${planFactor}.`);
	for (const credentials of sandbox.amazonCredentials()) {
		line(`  Region         ${credentials.region}`);
		line(`  Client ID      ${credentials.clientId}`);
		line(`  Client Secret  ${credentials.clientSecret}`);
		line(`  Refresh Token  ${credentials.refreshToken}`);
		line(`  Seller ID      ${credentials.sellerId}`);
		line(`  Endpoint       ${sandbox.urls['amazon'] ?? ''}`);
		line();
	}
	sandbox.events.onEvent(({ at, standIn, text }) => line(`${new Date(at).toISOString()}  ${standIn}  ${text}`));

	const end = (): void => {
		sandbox.stop().then(
			() => process.exit(0),
			() => process.exit(1),
		);
	};
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
};

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
