import { join } from 'node:path';
import { N8nInstance, type N8nRole } from './n8n-instance';
import { n8nLocation } from './n8n-location';
import { installPackage, packageName, packPackage } from './node-package';
import { OwnFolder } from './own-folder';
import { importAll, Pair, type PairParts } from './pair';
import type { StandInOptions } from './stand-ins';
import { DemoWorld } from './world';

export interface DemoOptions {
	/** Told what is being done, one line each. */
	readonly report: (text: string) => void;
	/** Multiplies Amazon's usage plans: a demo must not wait three minutes for each search. */
	readonly planFactor?: number;
	readonly seed?: number;
	/** WooCommerce alone when left out. */
	readonly stores?: StandInOptions['stores'];
	readonly storeSpeed?: StandInOptions['storeSpeed'];
	readonly webhookTransport?: StandInOptions['webhookTransport'];
	/** Further environment variables of n8n. The demo needs none. */
	readonly n8nSettings?: Readonly<Record<string, string>>;
	/** All that n8n does, in one process, when left out. */
	readonly n8nRole?: N8nRole;
}

type InstallOptions = Pick<DemoOptions, 'report' | 'n8nSettings' | 'n8nRole'>;

/** The sandbox and a real n8n with the nodes, the credentials and the templates in it. It is its first pair, and has the others beside. */
export class Demo extends Pair {
	/** Of each store one, this one first. */
	readonly pairs: readonly Pair[];
	/** The packed nodes. */
	readonly tarball: string;
	private readonly folder: OwnFolder;
	/** Others on the same world; they go first. */
	private readonly others: Demo[] = [];

	private constructor(parts: PairParts, beside: readonly Pair[], folder: OwnFolder, tarball: string) {
		super(parts);
		this.pairs = [this, ...beside];
		this.folder = folder;
		this.tarball = tarball;
	}

	/** Everything up to the import; nothing is published yet. */
	static async prepare({ planFactor = 1000, seed = 1, stores, storeSpeed, webhookTransport, ...options }: DemoOptions): Promise<Demo> {
		const { report } = options;
		const folder = new OwnFolder('demo');
		report('Building and packing the nodes');
		const tarball = await packPackage(join(folder.path, 'package'), n8nLocation().node);
		report('Starting the sandbox');
		const worlds = await DemoWorld.startAll({
			planFactor,
			seed,
			...(stores === undefined ? {} : { stores }),
			...(storeSpeed === undefined ? {} : { storeSpeed }),
			...(webhookTransport === undefined ? {} : { webhookTransport }),
		});
		try {
			return await Demo.inNewN8n(worlds, folder, tarball, options);
		} catch (error) {
			await worlds[0]?.stop();
			throw error;
		}
	}

	/** One more n8n, with a memory of its own, on the same Amazon account and the same store. */
	async another(options: InstallOptions): Promise<Demo> {
		const other = await Demo.inNewN8n([this.world], new OwnFolder('demo'), this.tarball, options);
		this.others.push(other);
		return other;
	}

	private static async inNewN8n(
		[first, ...more]: readonly DemoWorld[],
		folder: OwnFolder,
		tarball: string,
		{ report, n8nSettings, n8nRole }: InstallOptions,
	): Promise<Demo> {
		if (first === undefined) throw new Error('The sandbox made no store');
		const location = n8nLocation();
		const n8n = await N8nInstance.prepare(location, join(folder.path, 'user'), n8nSettings, n8nRole);
		try {
			report('Installing the nodes into n8n, as n8n installs community packages');
			await installPackage(n8n.userFolder, tarball, location.node);
			report('Starting n8n (usually 10 s)');
			await n8n.start();
			const types = await n8n.session.nodeTypes(packageName);
			if (types.length === 0) throw new Error(`n8n did not load ${packageName}; see ${n8n.logFile}`);
			const parts = await importAll(first, n8n, types);
			const beside: Pair[] = [];
			for (const world of more) beside.push(await Pair.install(world, n8n, types));
			return new Demo(parts, beside, folder, tarball);
		} catch (error) {
			await n8n.kill();
			folder.remove();
			throw error;
		}
	}

	/** @param keepFolder leaves n8n's folder with its log in place, for looking into what went wrong */
	async stop({ keepFolder = false }: { readonly keepFolder?: boolean } = {}): Promise<void> {
		await this.endN8n({ keepFolder });
		await this.world.stop();
	}

	private async endN8n({ keepFolder }: { readonly keepFolder: boolean }): Promise<void> {
		for (const other of this.others) await other.endN8n({ keepFolder });
		await this.n8n.stop();
		if (keepFolder) this.folder.keep();
		else this.folder.remove();
	}
}
