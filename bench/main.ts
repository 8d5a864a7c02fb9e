import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from './bench';
import { growthBench } from './growth/growth-bench';
import { idleBench } from './idle/idle-bench';
import { matchBench } from './match/match-bench';
import { readArguments, usage } from './options';
import { ordersBench } from './orders/orders-bench';
import { paidBench } from './paid/paid-bench';
import { queueBench } from './queue/queue-bench';
import { shipmentsBench } from './shipments/shipments-bench';
import { sidebysideBench } from './sidebyside/sidebyside-bench';
import { stockBench } from './stock/stock-bench';

const BENCHES: readonly Bench[] = [
	ordersBench,
	paidBench,
	matchBench,
	stockBench,
	shipmentsBench,
	growthBench,
	idleBench,
	sidebysideBench,
	queueBench,
];

const print = (text: string): void => {
	process.stdout.write(`${text}\n`);
};
const printAside = (text: string): void => {
	process.stderr.write(`${text}\n`);
};

async function save(name: string, rows: readonly object[]): Promise<void> {
	const folder = join(__dirname, 'results');
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, `${name}.json`), `${JSON.stringify({ bench: name, node: process.version, rows }, undefined, '\t')}\n`);
}

async function main(): Promise<void> {
	const names = BENCHES.map(({ name }) => name);
	const args = readArguments(process.argv.slice(2), names);
	const bench = BENCHES.find(({ name }) => name === args.name);
	if (bench === undefined) {
		print(usage(names));
		return;
	}
	const { rows, table } = await bench.run(printAside, args.size);
	print(`${table}\n\n${bench.notes.join('\n')}`);
	if (args.save) await save(bench.name, rows);
	if (args.json) print(JSON.stringify(rows));
}

main().then(
	() => process.exit(),
	(error: unknown) => {
		printAside(error instanceof Error ? error.message : String(error));
		process.exit(1);
	},
);
