import { randomUUID } from 'node:crypto';
import { markKind } from '../../domain/account-identity';
import { PlatformError, type FailureKind } from '../../domain/platform-error';
import { languageOf } from '../../domain/texts/language';
import type { IdentitySource, SeenIdentity } from '../../ports/account-identity';
import type { AccountMemory } from './account-memory';
import type { WooCommerceClient } from './client';
import { PLATFORM } from './constants';
import { storeUrl } from './store-url';
import { identityIn, readMark, readMarks } from './wire/store-identity';

/** Before the identity itself, in the name of the hook that holds it. */
const MARK_NAME = 'Storebridge store identity';
const MARK = new RegExp(`^${MARK_NAME} ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})`);
/** A topic of the kind that plugins have, which nobody triggers, and an address that cannot exist (RFC 2606), at a port that WordPress never calls. */
const MARK_TOPIC = 'action.woocommerce_storebridge_identity';
const MARK_ADDRESS = 'https://storebridge.invalid:9/';

/** Only these: the others make the store try out its own mail and network. The language of its texts comes along. */
const FIELDS = 'environment.store_id,environment.home_url,environment.language';

/** The store as a whole cannot be asked: another question would not be answered either. */
const OF_ALL: ReadonlySet<FailureKind> = new Set<FailureKind>(['unreachable', 'rateLimited', 'credential']);
/** This key, or this store, will never let us. */
const NEVER: ReadonlySet<FailureKind> = new Set<FailureKind>(['permission', 'configuration', 'notFound', 'rejected', 'conflict']);
const ALL: ReadonlySet<FailureKind> = new Set([...OF_ALL, ...NEVER, 'unavailable', 'unknownOutcome', 'contract']);

/** Undefined for a failure of one of these kinds. */
async function unless<T>(kinds: ReadonlySet<FailureKind>, work: () => Promise<T>): Promise<T | undefined> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof PlatformError && kinds.has(error.details.kind)) return undefined;
		throw error;
	}
}

interface Mark {
	readonly hook: number;
	readonly id: string;
}

/**
 * Who a store is. WooCommerce has an id of its own for each (option `woocommerce_store_id`, since 8.4), which lies in the
 * store's database: a copy has it, too. Where it is not there, or closed to us, we write one there once: the name of a
 * webhook that is switched off, has a topic that nobody triggers and an address that does not exist. Nothing else that an API
 * key may write stays, harms nobody and is shown to no customer.
 */
export class WooCommerceIdentity implements IdentitySource {
	constructor(
		private readonly client: WooCommerceClient,
		private readonly memory: AccountMemory,
	) {}

	async identify(): Promise<SeenIdentity | undefined> {
		const told = await this.told();
		if (told?.locale !== undefined) this.memory.language = languageOf(told.locale);
		const home = told?.home === undefined ? {} : homeOf(told.home);
		if (told?.storeId !== undefined) return { kind: `${PLATFORM}:store_id`, id: told.storeId, ...home };
		const marks = await this.marks();
		const mark = marks === undefined ? undefined : (marks[0] ?? (await this.leaveMark()));
		return mark === undefined ? undefined : { kind: markKind(PLATFORM), id: mark.id, ...home };
	}

	private async told() {
		try {
			return identityIn((await this.client.get('system_status', { _fields: FIELDS })).body);
		} catch (error) {
			// Some security plugins close this route, on some servers it breaks; orders work without it.
			if (error instanceof PlatformError && !OF_ALL.has(error.details.kind)) return undefined;
			throw error;
		}
	}

	/** The oldest first, which counts, where two left theirs at the same moment. Undefined where we may not look. */
	private async marks(): Promise<readonly Mark[] | undefined> {
		const query = { search: MARK_NAME, status: 'all', orderby: 'id', order: 'asc', per_page: 100, _fields: 'id,name' };
		const answer = await unless(NEVER, async () => await this.client.get('webhooks', query));
		if (answer === undefined) return undefined;
		const found = this.client
			.read('webhooks', () => readMarks(answer.body))
			.flatMap(({ id: hook, name }) => {
				const [, id] = MARK.exec(name) ?? [];
				return id === undefined ? [] : [{ hook, id }];
			});
		return found.sort((one, other) => one.hook - other.hook);
	}

	private async leaveMark(): Promise<Mark | undefined> {
		const name = `${MARK_NAME} ${randomUUID()} (keep it)`;
		try {
			const { body } = await this.client.post('webhooks', { name, topic: MARK_TOPIC, delivery_url: MARK_ADDRESS });
			return await this.tidied(this.client.read('webhooks', () => readMark(body), 'POST').id);
		} catch (error) {
			if (!(error instanceof PlatformError)) throw error;
			if (NEVER.has(error.details.kind)) return undefined;
			const [oldest] = (await this.marks()) ?? [];
			if (oldest !== undefined) return oldest;
			// Nothing is done on the strength of a question: the next one asks again.
			throw new PlatformError(error.message, { ...error.details, kind: error.passing ? 'unavailable' : error.details.kind });
		}
	}

	/** What is made is switched on, and calls its address once. That it is switched off is a courtesy. */
	private async tidied(hook: number): Promise<Mark | undefined> {
		const [oldest] = (await this.marks()) ?? [];
		await unless(ALL, async () => {
			if (oldest === undefined || oldest.hook === hook) await this.client.put(`webhooks/${hook}`, { status: 'disabled' });
			else await this.client.remove(`webhooks/${hook}`, { force: 'true' });
		});
		return oldest;
	}
}

/** As people read addresses here. */
function homeOf(url: string): Pick<SeenIdentity, 'home'> {
	try {
		return { home: storeUrl(url).accountId.slice(0, 200) };
	} catch {
		return {};
	}
}
