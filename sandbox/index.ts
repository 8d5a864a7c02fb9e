import { startKernel, type Kernel, type KernelOptions } from './kernel/kernel';
import type { StandIn, StandInContext } from './kernel/contract';
import type { AmazonCredentials } from './amazon/access/accounts';
import { modelValidatorFor, findModelsDirectory } from './amazon/models/model-validator';
import { createAmazonStandIn, type AmazonStandIn, type AmazonStandInOptions } from './amazon/stand-in';
import { quotaSeconds } from './amazon/access/usage-plans';
import { seedDemo, toStored, type DemoOptions, type SeededOrder } from './seed/amazon-demo';
import { defaultListings } from './seed/demo-listings';
import { defaultFbaStock } from './seed/fba-stock';
import { seedListings, type ListingSeed, type ListingSeedOptions } from './seed/listings-seed';
import { seedStock, type StockSeed, type StockSeedOptions } from './seed/stock-seed';
import { seedConfirmations, type ConfirmationOptions, type OrderToConfirm } from './seed/amazon-confirmations';
import { seedMany, type ManyOptions } from './seed/amazon-many';

export interface SandboxOptions extends KernelOptions {
	/** Multiplies the rates of Amazon's usage plans; 1 when left out. */
	readonly planFactor?: number;
	/** Hold Amazon's answers and requests against Amazon's models where they are there; on by default. */
	readonly validate?: boolean;
	readonly amazon?: Pick<
		AmazonStandInOptions,
		'defaultAccounts' | 'fbaStock' | 'mcf' | 'listings' | 'listingSettings' | 'reports' | 'stock' | 'feeds' | 'shipments'
	>;
	/** Further stand-ins by name. */
	readonly standIns?: Readonly<Record<string, (context: StandInContext) => StandIn>>;
}

/** Where a seed's orders go. */
export interface SeededFor {
	readonly sellerId?: string;
	/** Open ones lower the quantities of what they are of. */
	readonly takesStock?: boolean;
}

export interface Sandbox extends Kernel {
	readonly amazon: AmazonStandIn;
	/** Credentials of the ready-made accounts, the European one first. */
	amazonCredentials(): readonly AmazonCredentials[];
	/** Puts the demo world's orders on a seller account (the first one when none is named). */
	seedDemo(options?: Partial<DemoOptions> & SeededFor): readonly SeededOrder[];
	/** Puts many plain orders on a seller account; gives their number. */
	seedMany(options: Omit<ManyOptions, 'sellerId' | 'now'> & SeededFor): number;
	/** Puts FBM orders to confirm among many others on a seller account. @returns those to confirm */
	seedConfirmations(options?: Omit<ConfirmationOptions, 'sellerId' | 'now'> & Pick<SeededFor, 'sellerId'>): readonly OrderToConfirm[];
	/** Puts listings on a seller account (the first one when none is named); the store's products that go with them are told. */
	seedListings(options: ListingSeedOptions & { readonly sellerId?: string }): ListingSeed;
	/** Puts a catalog of FBA, FBM, both and neither on a seller account, with Amazon's warehouses filled. */
	seedStock(options: StockSeedOptions & { readonly sellerId?: string }): StockSeed;
	/** Seconds that the requests since the last `resetCounts` take at least at Amazon's published plans. */
	quotaSeconds(): number;
}

const chooseValidator = (validate: boolean): Pick<AmazonStandInOptions, 'validator'> => {
	const directory = validate ? findModelsDirectory() : undefined;
	return directory === undefined ? {} : { validator: modelValidatorFor(directory) };
};

type ControlOptions = Readonly<Record<string, unknown>>;

const numbers = <Name extends string>(given: ControlOptions, ...names: readonly Name[]): Partial<Record<Name, number>> =>
	Object.fromEntries(names.flatMap((name) => (typeof given[name] === 'number' ? [[name, given[name]]] : []))) as Partial<
		Record<Name, number>
	>;

const sellerOption = ({ sellerId }: ControlOptions): { sellerId?: string } => (typeof sellerId === 'string' ? { sellerId } : {});

const demoOptions = (given: ControlOptions): Partial<DemoOptions> & SeededFor => ({
	takesStock: given['takesStock'] === true,
	...numbers(given, 'orders', 'seed', 'spreadMs'),
	...sellerOption(given),
	multipackLinked: given['multipackLinked'] === true,
});

const manyOptions = (given: ControlOptions): Omit<ManyOptions, 'sellerId' | 'now'> & SeededFor => ({
	takesStock: given['takesStock'] === true,
	orders: 1000,
	...numbers(given, 'orders', 'seed', 'buyers', 'skus'),
	...sellerOption(given),
});

const listingOptions = (given: ControlOptions): ListingSeedOptions & { sellerId?: string } => {
	const { marketplaces } = given;
	return {
		count: 100,
		...numbers(given, 'count', 'seed', 'missing', 'missingVariations', 'untitled', 'nearMisses', 'ambiguous', 'variations', 'parents'),
		...sellerOption(given),
		ugly: given['ugly'] === true,
		...(Array.isArray(marketplaces) ? { marketplaces: marketplaces.map(String) } : {}),
	};
};

const stockOptions = (given: ControlOptions): StockSeedOptions & { sellerId?: string } => {
	const { marketplaces, shippedBy } = given;
	const shares = typeof shippedBy === 'object' && shippedBy !== null ? (shippedBy as ControlOptions) : undefined;
	return {
		count: 100,
		...numbers(given, 'count', 'seed', 'closed', 'soldOut'),
		...sellerOption(given),
		...(shares === undefined ? {} : { shippedBy: numbers(shares, 'amazon', 'both', 'elsewhere', 'unknown', 'none') }),
		...(Array.isArray(marketplaces) ? { marketplaces: marketplaces.map(String) } : {}),
	};
};

/** Starts the stand-ins, each on a free port of 127.0.0.1, and the control API. Nothing of it needs the internet. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { planFactor = 1, validate = true, standIns = {} } = options;
	const amazonOptions = {
		planFactor,
		fbaStock: defaultFbaStock,
		listings: defaultListings,
		...chooseValidator(validate),
		...options.amazon,
	};
	const kernel = await startKernel({ amazon: (context) => createAmazonStandIn(context, amazonOptions), ...standIns }, options);
	const amazon = kernel.standIns['amazon'] as AmazonStandIn;
	const sellerOf = (sellerId: string | undefined): string => sellerId ?? amazon.accounts.defaultSeller().sellerId;

	const sandbox: Sandbox = Object.assign(kernel, {
		amazon,
		amazonCredentials: () => amazon.accounts.credentials(),
		seedDemo({ takesStock, ...given }: Partial<DemoOptions> & SeededFor = {}) {
			const seeded = seedDemo({ orders: 200, seed: 1, now: kernel.clock.now(), ...given });
			amazon.orders.load(toStored(sellerOf(given.sellerId), seeded), takesStock);
			return seeded;
		},
		seedMany: ({ takesStock, ...given }: Omit<ManyOptions, 'sellerId' | 'now'> & SeededFor) =>
			amazon.orders.load(seedMany({ ...given, sellerId: sellerOf(given.sellerId), now: kernel.clock.now() }), takesStock),
		seedConfirmations({ sellerId, ...given }: Omit<ConfirmationOptions, 'sellerId' | 'now'> & Pick<SeededFor, 'sellerId'> = {}) {
			const { orders, toConfirm } = seedConfirmations({ ...given, sellerId: sellerOf(sellerId), now: kernel.clock.now() });
			amazon.orders.load(orders);
			return toConfirm;
		},
		seedListings({ sellerId, ...given }: ListingSeedOptions & { readonly sellerId?: string }) {
			const seeded = seedListings({ now: kernel.clock.now(), ...given });
			amazon.listings.load(seeded.listings, sellerOf(sellerId));
			return seeded;
		},
		seedStock({ sellerId, ...given }: StockSeedOptions & { readonly sellerId?: string }) {
			const seeded = seedStock({ now: kernel.clock.now(), ...given });
			amazon.listings.load(seeded.listings, sellerOf(sellerId));
			for (const stock of seeded.fba) amazon.mcf.setStock(sellerOf(sellerId), stock);
			return seeded;
		},
		quotaSeconds: () => quotaSeconds(amazon.counts().byOperation),
	});
	kernel.addSeed('demo', (given) =>
		sandbox.seedDemo(demoOptions(given)).map(({ wire, expectation }) => ({ orderId: wire.orderId, ...expectation })),
	);
	kernel.addSeed('many', (given) => ({ orders: sandbox.seedMany(manyOptions(given)) }));
	kernel.addSeed('confirmations', (given) =>
		sandbox.seedConfirmations({ ...numbers(given, 'toConfirm', 'others', 'seed', 'spreadMs'), ...sellerOption(given) }),
	);
	kernel.addSeed('listings', (given) => {
		const { products, expectations } = sandbox.seedListings(listingOptions(given));
		return { products, expectations };
	});
	kernel.addSeed('stock', (given) => {
		const { products, expectations } = sandbox.seedStock(stockOptions(given));
		return { products, expectations };
	});
	return sandbox;
}
