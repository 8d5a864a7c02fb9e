import type { Language } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import type { Digest, OpenCause, UrgentOrder } from './digest';
import { daysOf, figureOf, hoursOf, STATES, subjectOf, type Figure, type ShownState } from './digest-words';
import { html, type Html } from './html';

/* Mail programs know tables and inline styles, and drop pictures, scripts and most else. */

const COLOURS: Readonly<Record<ShownState, string>> = { synced: '#2b8a5f', pending: '#d89b1d', error: '#c9363c', cancelled: '#8b95a5' };
const INK = '#1f2733';
const QUIET = '#5c6675';
const RED = '#c9363c';
const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

const NAMES = { synced: 'digestSynced', pending: 'digestPending', error: 'digestError', cancelled: 'digestCancelled' } as const;

const heading = (text: string, colour = INK): Html =>
	html`<tr>
		<td style="padding:26px 24px 8px;${FONT};font-size:17px;line-height:24px;font-weight:700;color:${colour}">${text}</td>
	</tr>`;

const row = (content: Html | readonly Html[]): Html =>
	html`<tr>
		<td style="padding:0 24px">${content}</td>
	</tr>`;

const small = (text: string): Html => html`<div style="${FONT};font-size:14px;line-height:20px;color:${QUIET}">${text}</div>`;

const card = (colour: string, content: readonly Html[]): Html =>
	html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="border-collapse:separate;margin:0 0 10px">
		<tr>
			<td width="4" bgcolor="${colour}" style="width:4px;font-size:0;border-radius:4px 0 0 4px">&nbsp;</td>
			<td bgcolor="#f6f7f9" style="padding:12px 14px;border-radius:0 4px 4px 0">${content}</td>
		</tr>
	</table>`;

/** Programs break numbers at their hyphens. */
const whole = (number: string): Html => html`<span style="white-space:nowrap">${number}</span>`;

/** The number stands above it. */
const withoutSubject = ({ text, number }: UrgentOrder): string => {
	const said = number === '' ? text : text.slice(text.indexOf(': ') + 1).trim();
	return `${said.slice(0, 1).toUpperCase()}${said.slice(1)}`;
};

function urgentCard(order: UrgentOrder, language: Language): Html {
	return card(RED, [
		html`<div style="${FONT};font-size:15px;line-height:21px;color:${INK};overflow-wrap:anywhere">
			<strong>${order.channel} ${whole(order.number)}</strong>
			<span style="color:${RED};font-weight:700;white-space:nowrap">${hoursOf(order, language)}</span>
		</div>`,
		html`<div style="${FONT};font-size:14px;line-height:20px;color:${INK};padding-top:3px;overflow-wrap:anywhere">
			${withoutSubject(order)}
		</div>`,
		html`<div style="${FONT};font-size:14px;line-height:20px;color:${QUIET};padding-top:3px">${order.advice}</div>`,
	]);
}

function causeCard({ title, advice, count, orders }: OpenCause, language: Language): Html {
	const more = count - orders.length;
	const named = orders.flatMap((number, index) => [html`${index === 0 ? '' : ', '}`, whole(number)]);
	const others = more > 0 ? ` ${say('digestMore', { count: more })[language]}` : '';
	return card(COLOURS.pending, [
		html`<div style="${FONT};font-size:15px;line-height:21px;color:${INK}"><strong>${count} ×</strong> ${title[language]}</div>`,
		html`<div style="${FONT};font-size:14px;line-height:20px;color:${INK};padding-top:3px;overflow-wrap:anywhere">${named}${others}</div>`,
		html`<div style="${FONT};font-size:14px;line-height:20px;color:${QUIET};padding-top:3px">${advice[language]}</div>`,
	]);
}

/** A shop's own sales are named by its account. */
const nameOf = (channel: string): string => channel.replace(/^[a-z]+:/, '');

const sumsOf = ({ sums }: Figure): string => sums.join(' · ');

/** A bar is a table of two cells: no mail program fails at that. */
function bar(state: ShownState, figure: Figure, most: number, language: Language): Html {
	const share = figure.count === 0 ? 0 : Math.max(2, Math.round((figure.count / most) * 100));
	const rest = 100 - share;
	const filled = html`<td
		width="${share}%"
		bgcolor="${COLOURS[state]}"
		style="width:${share}%;height:12px;line-height:12px;font-size:0;border-radius:3px"
	>
		&nbsp;
	</td>`;
	const empty = html`<td width="${rest}%" style="width:${rest}%;height:12px;line-height:12px;font-size:0">&nbsp;</td>`;
	return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 12px">
		<tr>
			<td style="${FONT};font-size:14px;line-height:20px;color:${INK}"><strong>${figure.count}</strong> ${say(NAMES[state])[language]}</td>
			<td align="right" style="${FONT};font-size:14px;line-height:20px;color:${QUIET};text-align:right">${sumsOf(figure)}</td>
		</tr>
		<tr>
			<td colspan="2" style="padding-top:3px">
				<table role="presentation" width="100%" cellpadding="0" cellspacing="0" bgcolor="#eceff3" style="border-radius:3px">
					<tr>
						${share === 0 ? empty : rest === 0 ? filled : [filled, empty]}
					</tr>
				</table>
			</td>
		</tr>
	</table>`;
}

function chart({ sold: { byState } }: Digest, language: Language): Html {
	const figures = STATES.map(
		(state) =>
			[
				state,
				figureOf(
					byState.filter((one) => one.state === state),
					language,
				),
			] as const,
	);
	const most = Math.max(1, ...figures.map(([, { count }]) => count));
	return row(figures.map(([state, figure]) => bar(state, figure, most, language)));
}

function channels({ sold: { byChannel } }: Digest, language: Language): readonly Html[] {
	const byName = Map.groupBy(byChannel, ({ channel }) => channel);
	return [...byName].map(([channel, rows]) => {
		const told = STATES.flatMap((state) => {
			const figure = figureOf(
				rows.filter((one) => one.state === state),
				language,
			);
			if (figure.count === 0) return [];
			const dot = html`<span style="color:${COLOURS[state]}">&#9632;</span>`;
			return [
				html`<tr>
					<td style="${FONT};font-size:14px;line-height:22px;color:${INK}">${dot} ${figure.count} ${say(NAMES[state])[language]}</td>
					<td align="right" style="${FONT};font-size:14px;line-height:22px;color:${INK};text-align:right">${sumsOf(figure)}</td>
				</tr>`,
			];
		});
		return row(
			html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="border-top:1px solid #e3e7ec;margin:0 0 10px">
				<tr>
					<td colspan="2" style="${FONT};font-size:15px;line-height:22px;color:${INK};padding-top:9px;overflow-wrap:anywhere">
						<strong>${nameOf(channel)}</strong>
					</td>
				</tr>
				${told}
			</table>`,
		);
	});
}

/** The mail of a day. @param link to the execution that made it */
export function digestHtml(digest: Digest, language: Language, link: string): string {
	const { urgent, causes, waiting, zone, account, sold } = digest;
	const hasSales = sold.byState.length > 0;
	const body = [
		html`<tr>
			<td style="padding:24px 24px 0;${FONT};font-size:22px;line-height:28px;font-weight:700;color:${INK}">${daysOf(digest, language)}</td>
		</tr>`,
		row(small(`${nameOf(account)} · ${say('digestZone', { zone })[language]}`)),
		...(urgent.length === 0
			? []
			: [heading(say('digestFirst', { count: urgent.length })[language], RED), row(urgent.map((order) => urgentCard(order, language)))]),
		heading(say('digestSales')[language]),
		...(hasSales ? [chart(digest, language), ...channels(digest, language)] : [row(small(say('digestNoSales')[language]))]),
		heading(say('digestNeeds')[language]),
		...(causes.length === 0 ? [row(small(say('digestNothing')[language]))] : [row(causes.map((cause) => causeCard(cause, language)))]),
		...(waiting === 0 ? [] : [row(small(say('digestWaiting', { count: waiting })[language]))]),
		html`<tr>
			<td style="padding:22px 24px 26px">
				<table role="presentation" cellpadding="0" cellspacing="0">
					<tr>
						<td bgcolor="#1f4fd8" style="border-radius:6px">
							<a
								href="${link}"
								style="display:inline-block;padding:11px 18px;${FONT};font-size:15px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none"
								>${say('digestOpen')[language]}</a
							>
						</td>
					</tr>
				</table>
			</td>
		</tr>`,
	];
	const subject = subjectOf(digest, language);
	return html`<!doctype html>
		<html lang="${language}">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width,initial-scale=1" />
				<title>${subject}</title>
			</head>
			<body style="margin:0;padding:0;background:#e9edf2">
				<table role="presentation" width="100%" cellpadding="0" cellspacing="0" bgcolor="#e9edf2">
					<tr>
						<td align="center" style="padding:16px 8px">
							${MSO_BEGIN}
							<table
								role="presentation"
								width="100%"
								cellpadding="0"
								cellspacing="0"
								bgcolor="#ffffff"
								style="max-width:600px;border-radius:10px;text-align:left"
							>
								${body}
							</table>
							${MSO_END}
						</td>
					</tr>
				</table>
			</body>
		</html>`.html;
}

/** Outlook knows no greatest width. */
const MSO_BEGIN: Html = { html: '<!--[if mso]><table role="presentation" width="600"><tr><td><![endif]-->' };
const MSO_END: Html = { html: '<!--[if mso]></td></tr></table><![endif]-->' };
