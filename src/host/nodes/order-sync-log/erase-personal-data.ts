import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { newOwner } from '../../../database';
import { accountKey } from '../../../domain/account';
import { reasonOf, type Reason } from '../../../domain/reasons';
import type { Language } from '../../../domain/texts/language';
import { iso } from '../../../domain/time';
import type { EraseDeps, EraseWish } from '../../../usecases/privacy/due';
import {
	archivePersonalData,
	eraseArchived,
	erasePersonalData,
	type Archive,
	type ArchivedOrder,
	type ErasedOrder,
} from '../../../usecases/privacy/erase-personal-data';
import { operation, type Action, type ActionRun, type Shown } from '../../action';
import { encryptTo, isPublicKey } from '../../archive/age';
import { systemClock } from '../../clock';
import { whyOf } from '../../items';
import { STORE_WITH_PEOPLE } from '../../platforms/roles';

const DAY_MS = 24 * 60 * 60_000;
/** Shorter than a day would take what is on its way; n8n takes any number by an expression. */
const FEWEST_DAYS = 1;

const NOTHING_DUE = 'found nothing due';
const WORDS = ['erased', 'would be erased', 'archived', 'would be archived', 'kept', NOTHING_DUE] as const;
const WORD_OF: Readonly<Record<ErasedOrder['action'], string | undefined>> = {
	erased: 'erased',
	wouldErase: 'would be erased',
	kept: 'kept',
	failed: undefined,
};

const archiveShape = z.looseObject({
	store: z.string(),
	orders: z.array(z.object({ id: z.string(), origin: z.string(), print: z.string() })),
});

interface Asked {
	readonly input: number;
	/** What the item says that was archived. */
	readonly archived?: readonly ArchivedOrder[];
}

interface Answered {
	/** Undefined: another run is at it. */
	readonly rows: readonly ErasedOrder[] | undefined;
	readonly dryRun: boolean;
	readonly archive?: Pick<Shown, 'told' | 'binary' | 'count' | 'word'>;
}

/** Order Sync Log's operation "Erase Personal Data". */
export const eraseTheData: Action = {
	outputs: 1,
	begin: async (run) => {
		const { context, database, asTool, connect, language } = run;
		const { personalData: eraser } = await connect(STORE_WITH_PEOPLE);
		const store = accountKey(eraser.account);
		const whatToDo = String(context.getNodeParameter('whatToDo', 0));
		const dryRun = context.getNodeParameter('dryRun', 0, true) !== false || (asTool && !mayErase(context));
		const deps: EraseDeps = { eraser, database, clock: systemClock, owner: newOwner() };
		return operation({
			take: (item, input): Asked | Reason => {
				const subject = `Item ${input + 1}`;
				if (whatToDo === 'archive') return isPublicKey(keyOf(context, input)) ? { input } : reasonOf('archiveKey', subject);
				if (whatToDo !== 'eraseArchived') return { input };
				const archived = archivedIn(item, store);
				return archived === undefined ? reasonOf('archiveMissing', subject) : { input, archived };
			},
			work: async (asked: readonly Asked[]) => {
				const answers: Answered[] = [];
				for (const { input, archived } of asked) {
					const wish = wishOf(run, input);
					if (whatToDo === 'archive') answers.push(await archive(run, deps, wish, input));
					else {
						const rows =
							archived === undefined ? await erasePersonalData(deps, wish, dryRun) : await eraseArchived(deps, archived, wish, dryRun);
						answers.push({ rows, dryRun });
					}
				}
				return answers;
			},
			show: ({ rows, dryRun: dry, archive: made }: Answered): readonly Shown[] => {
				if (rows === undefined) return [busy(store, language())];
				if (rows.length === 0 && made === undefined) return [nothingDue(dry)];
				return [...(made === undefined ? [] : [{ to: 'done' as const, ...made }]), ...rows.map((row) => shown(row, dry, language()))];
			},
			oneByOne: 'faultOfOne',
			words: WORDS,
			otherwise: 'failed',
		});
	},
};

const mayErase = (context: IExecuteFunctions): boolean => context.getNodeParameter('options.allowAsTool', 0, false) === true;
const keyOf = (context: IExecuteFunctions, input: number): string => String(context.getNodeParameter('publicKey', input, '')).trim();

function wishOf({ context, database }: ActionRun, input: number): EraseWish {
	const days = Math.max(FEWEST_DAYS, Number(context.getNodeParameter('eraseDays', input, 30)) || 30);
	return {
		until: iso(database.now() - days * DAY_MS),
		keepKey: String(context.getNodeParameter('keepKey', input, '')).trim(),
		limit: Math.max(1, Math.floor(Number(context.getNodeParameter('eraseLimit', input, 500)) || 500)),
	};
}

/** Of an archive of another store nothing is erased here. */
function archivedIn({ json }: INodeExecutionData, store: string): readonly ArchivedOrder[] | undefined {
	const { success, data } = archiveShape.safeParse(json.archive);
	return success && data.store === store ? data.orders : undefined;
}

async function archive({ context, database, asTool }: ActionRun, deps: EraseDeps, wish: EraseWish, input: number): Promise<Answered> {
	const store = accountKey(deps.eraser.account);
	const { data, orders, left } = await archivePersonalData(deps, wish, asTool);
	const at = iso(database.now());
	if (data.length === 0) return { rows: left, dryRun: false };
	// An agent has no use for a file of names.
	if (asTool) {
		const told = { action: 'wouldArchive', archived: data.length, dryRun: true };
		return { rows: left, dryRun: true, archive: { told, count: data.length, word: 'would be archived' } };
	}
	const encrypted = await encryptTo(keyOf(context, input), contentOf({ store, at, data }));
	const name = `personal-data-${at.replaceAll(/[:.]/g, '-')}.json.age`;
	const file = await context.helpers.prepareBinaryData(Buffer.from(encrypted), name, 'application/octet-stream');
	const archived: IDataObject = { store, at, orders: orders.map((order) => ({ ...order })) };
	return {
		rows: left,
		dryRun: false,
		archive: {
			told: { action: 'archived', archived: data.length, file: name, archive: archived },
			binary: { data: file },
			count: data.length,
			word: 'archived',
		},
	};
}

const contentOf = ({ store, at, data }: { readonly store: string; readonly at: string } & Pick<Archive, 'data'>): string =>
	`${JSON.stringify({ what: 'personal data of orders', store, archivedAt: at, orders: data }, undefined, '\t')}\n`;

const busy = (store: string, language: Language): Shown => ({
	to: 'attention',
	told: { action: 'failed', attention: whyOf(reasonOf('inProgress', store), language) },
});

/** Every item is answered, also where its store holds nothing that is due. */
const nothingDue = (dryRun: boolean): Shown => ({
	to: 'done',
	told: { action: 'nothing', ...(dryRun ? { dryRun } : {}) },
	word: NOTHING_DUE,
});

const shown = ({ action, orderNumber, storeOrder, parts, agesFrom, reason }: ErasedOrder, dryRun: boolean, language: Language): Shown => {
	const word = WORD_OF[action];
	return {
		to: action === 'failed' ? 'attention' : 'done',
		told: {
			action,
			orderNumber,
			storeOrder: { ...storeOrder },
			...(parts === undefined ? {} : { parts: [...parts] }),
			...(agesFrom === undefined ? {} : { agesFrom }),
			...(reason === undefined ? {} : { attention: whyOf(reason, language) }),
			...(dryRun ? { dryRun } : {}),
		},
		...(word === undefined ? {} : { word }),
	};
};
