import type { AccountKey } from '../../domain/ids';
import type { Finding } from '../../ports/connection-check';
import type { OnceDeps } from '../once/deps';
import { forgetTold, notTold, wholeAccount, type Telling } from './told';

/** Told again and again, as long as it stays so. */
const isPressing = ({ code, severity }: Finding): boolean => severity === 'broken' || /Expires$/.test(code);

const WEEK_MS = 7 * 86_400_000;

/** Its text says by how much, which changes from look to look. */
const isMeasured = ({ code }: Finding): boolean => /ClockSkew$/.test(code);

/** The text of what expires names days, and that of a clock seconds: the cause stays the same. */
const causeOf = (finding: Finding, hmac: (text: string) => string): string =>
	isPressing(finding) || isMeasured(finding) ? finding.code : `${finding.code}:${hmac(finding.text).slice(0, 16)}`;

/** Of what was found, what nobody was told of this week; all that a person cannot leave alone for ever once. */
export async function connectionNews(
	deps: OnceDeps & { readonly database: { hmac(text: string): string } },
	account: AccountKey,
	findings: readonly Finding[],
): Promise<Telling<Finding>> {
	const { database } = deps;
	const about = wholeAccount(account);
	const week = Math.floor(database.now() / WEEK_MS);
	const pressing = findings.filter(({ severity, passes }) => severity !== 'ok' && passes !== true);
	const causes = new Map(pressing.map((finding) => [causeOf(finding, database.hmac), finding]));
	// A check that could not look says nothing of the rest.
	if (!findings.some(({ passes, severity }) => passes === true && severity === 'broken'))
		await forgetTold(deps, about, (part) => causes.has(part.replace(/@\d+$/, '')));
	return await notTold(
		deps,
		[...causes].map(([cause, finding]) => ({
			item: finding,
			of: { about, part: isPressing(finding) ? `${cause}@${week}` : cause },
		})),
	);
}
