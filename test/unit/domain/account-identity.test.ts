import { accountKey } from '../../../src/domain/account';
import { addressText, candidates, formerAddress, judge, type KnownOfSighting, type Sighting } from '../../../src/domain/account-identity';

const key = (id: string) => accountKey({ platform: 'woocommerce', id });
const [SHOP, NEW] = [key('shop.example'), key('new.example')];
const seen = (address = SHOP, id?: string): Sighting => ({ address, ...(id === undefined ? {} : { identity: { kind: 'store_id', id } }) });
const account = (id: string, address = SHOP) => ({ id, address });

describe('who is at an address', () => {
	it.each<[string, Sighting, KnownOfSighting, unknown]>([
		['nobody met it', seen(SHOP, 'x'), { holders: [] }, { kind: 'new' }],
		['nobody met it, and it tells nothing', seen(), { holders: [] }, { kind: 'new' }],
		['as it was', seen(SHOP, 'x'), { here: { ...account('a'), identity: 'x' }, holders: [] }, { kind: 'known' }],
		['this key may not see the identity', seen(), { here: { ...account('a'), identity: 'x' }, holders: [] }, { kind: 'known' }],
		['its identity is seen for the first time', seen(SHOP, 'x'), { here: account('a'), holders: [] }, { kind: 'new' }],
		['moved, or copied', seen(NEW, 'x'), { holders: [account('a')] }, { kind: 'elsewhere', known: [SHOP] }],
		[
			'moved to where nobody could be asked before',
			seen(NEW, 'x'),
			{ here: account('b', NEW), holders: [account('a')] },
			{ kind: 'elsewhere', known: [SHOP] },
		],
		[
			'another store was put there',
			seen(SHOP, 'y'),
			{ here: { ...account('a'), identity: 'x' }, holders: [] },
			{ kind: 'other', known: [] },
		],
		[
			'a copy of another store was put there',
			seen(NEW, 'x'),
			{ here: { ...account('b', NEW), identity: 'y' }, holders: [account('a')] },
			{ kind: 'other', known: [SHOP] },
		],
		['it has left', seen(SHOP, 'x'), { here: { ...account('a', NEW), identity: 'x' }, holders: [] }, { kind: 'left', known: [NEW] }],
		['it has left, and nobody tells who is there', seen(), { here: account('a', NEW), holders: [] }, { kind: 'left', known: [NEW] }],
		[
			'a copy that a person told apart',
			seen(NEW, 'x'),
			{ here: { ...account('b', NEW), identity: 'x' }, holders: [account('a')] },
			{ kind: 'known' },
		],
	])('%s', (_what, sighting, known, verdict) => {
		expect(judge(sighting, known)).toEqual(verdict);
	});

	it('may be who was there, or who has the identity', () => {
		const ids = (sighting: Sighting, known: KnownOfSighting) => candidates(sighting, known).map(({ id }) => id);
		expect(ids(seen(NEW, 'x'), { holders: [account('a'), account('c')] })).toEqual(['a', 'c']);
		expect(ids(seen(NEW, 'x'), { here: account('b', NEW), holders: [account('a')] })).toEqual(['a']);
		expect(ids(seen(NEW, 'x'), { here: { ...account('b', NEW), identity: 'y' }, holders: [account('a')] })).toEqual(['b', 'a']);
		expect(ids(seen(SHOP, 'x'), { here: account('a', NEW), holders: [] })).toEqual(['a']);
	});

	it('is written as people write it', () => {
		expect(addressText(SHOP)).toBe('shop.example');
		expect(addressText(key('127.0.0.1:8080/sub'))).toBe('127.0.0.1:8080/sub');
		expect(addressText(formerAddress(SHOP, '2026-11-26T18:00:00.000Z'))).toBe('shop.example (until 2026-11-26)');
	});
});
