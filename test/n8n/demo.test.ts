import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { cleanEnvironment } from '../../demo/clean-environment';
import { n8nLocation } from '../../demo/n8n-location';

const projectDir = join(__dirname, '..', '..');
const withinMs = 35 * 60_000;
let running: ChildProcess | undefined;

const runDemo = async (
	args: readonly string[],
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> => {
	const { node, n8nBin, n8nDir } = n8nLocation();
	const env = { ...cleanEnvironment(node), STOREBRIDGE_NODE: node, STOREBRIDGE_N8N_BIN: n8nBin, STOREBRIDGE_N8N_DIR: n8nDir };
	const child = spawn(join(projectDir, 'node_modules', '.bin', 'tsx'), [join('demo', 'main.ts'), ...args], {
		cwd: projectDir,
		env,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	running = child;
	let stdout = '';
	let stderr = '';
	child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
	child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
	const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
	return { code, stdout, stderr };
};

describe('npm run demo -- --once --json', () => {
	afterAll(() => {
		// It stops its n8n when it is told to end.
		if (running?.exitCode === null) running.kill('SIGTERM');
	});

	it(
		'runs a full cycle and ends with its result as one JSON line',
		async () => {
			const { code, stdout, stderr } = await runDemo(['--once', '--json', '--orders', '200', '--seed', '1']);
			const result: unknown = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
			const counts = {
				amazonOrders: 200,
				savedOrders: expect.any(Number),
				needsAttention: expect.any(Number),
				ignoredOrders: expect.any(Number),
				duplicates: 0,
				lost: 0,
				paidOrders: expect.any(Number),
				paidFbaOrders: expect.any(Number),
				mcfOrders: expect.any(Number),
				mcfDuplicates: 0,
				trackingWrittenBack: expect.any(Number),
				mails: expect.any(Number),
				matched: 300,
				pending: 10,
				ambiguous: 6,
				published: 40,
				stockPushed: expect.any(Number),
				stockUnchanged: expect.any(Number),
				stockRejected: expect.any(Number),
				fbaDamage: 0,
				oversold: 0,
				confirmedShipments: expect.any(Number),
				cancelledBothWays: expect.any(Number),
				retried: expect.any(Number),
				erased: 10,
				secondRunWrites: 0,
				buyerMails: 0,
			};
			const ofOneStore = { orders: expect.any(Number), writes: expect.any(Number), stockFaults: 0, totalFaults: 0, templatesRun: 19 };
			const woocommerce = { ...ofOneStore, amazonOrders: 140, matched: 233, pending: 7, ambiguous: 4, published: 30, erased: 7 };
			const shopify = { ...ofOneStore, amazonOrders: 60, matched: 67, pending: 3, ambiguous: 2, published: 10, erased: 3 };
			expect({ result, wrong: stderr.split('\n').filter((line) => line.startsWith('WRONG')) }).toEqual({
				result: {
					...counts,
					templatesRun: 23,
					seconds: expect.any(Number),
					stores: { woocommerce: { ...counts, ...woocommerce }, shopify: { ...counts, ...shopify } },
				},
				wrong: [],
			});
			const { stores } = result as { readonly stores: Readonly<Record<string, Readonly<Record<string, number>>>> };
			for (const store of Object.values(stores)) {
				const { paidFbaOrders: paid = 0, mcfOrders: sent, trackingWrittenBack: tracked, savedOrders: saved } = store;
				expect(paid).toBeGreaterThan(20);
				expect({ sent, tracked }).toEqual({ sent: paid, tracked: paid });
				expect(store['orders']).toBe(saved);
				expect(store['cancelledBothWays']).toBeGreaterThan(2);
				expect(store['retried']).toBeGreaterThan(1);
			}
			const {
				savedOrders,
				needsAttention,
				ignoredOrders,
				paidOrders = 0,
				paidFbaOrders = 0,
				mcfOrders,
				trackingWrittenBack,
				mails,
				stockPushed = 0,
				stockUnchanged,
				stockRejected,
				confirmedShipments,
				cancelledBothWays,
				retried,
			} = result as Record<string, number>;
			expect({ mcfOrders, trackingWrittenBack }).toEqual({ mcfOrders: paidFbaOrders, trackingWrittenBack: paidFbaOrders });
			// All of them first, then the twenty that changed.
			expect(stockPushed).toBeGreaterThan(200);
			expect(stockUnchanged).toBe(stockPushed - 40);
			expect(stockRejected).toBeGreaterThan(30);
			expect(confirmedShipments).toBeGreaterThan(60);
			expect(cancelledBothWays).toBeGreaterThan(15);
			expect(retried).toBeGreaterThan(8);
			expect(paidOrders).toBe(200);
			expect(paidFbaOrders).toBeGreaterThan(80);
			expect(mails).toBeGreaterThan(0);
			expect((savedOrders ?? 0) + (needsAttention ?? 0) + (ignoredOrders ?? 0)).toBe(200);
			expect(savedOrders).toBeGreaterThan(100);
			expect(needsAttention).toBeGreaterThan(0);
			expect(ignoredOrders).toBeGreaterThan(0);
			expect(code).toBe(0);
		},
		withinMs,
	);
});
