import type { Finding } from '../ports/connection-check';
import { booleanVariable, numberVariable, textVariable } from './environment';

/** What n8n keeps of executions, and in whose days it reckons; as its own configuration reads it (executions.config, generic.config). A test compares the two. */
export interface ExecutionsKept {
	readonly timeZone: string;
	/** Nobody chose it: n8n's own is that of New York. */
	readonly timeZoneIsDefault: boolean;
	readonly prunes: boolean;
	readonly keptHours: number;
	readonly saves: { readonly succeeded: boolean; readonly failed: boolean };
}

/** Whatever else stands there saves nothing. */
const ALL = 'all';
const DEFAULT_ZONE = 'America/New_York';

export function executionsKept(): ExecutionsKept {
	const zone = textVariable('GENERIC_TIMEZONE') ?? '';
	return {
		timeZone: zone === '' ? DEFAULT_ZONE : zone,
		timeZoneIsDefault: zone === '',
		prunes: booleanVariable('EXECUTIONS_DATA_PRUNE', true),
		keptHours: numberVariable('EXECUTIONS_DATA_MAX_AGE', 336),
		saves: {
			succeeded: (textVariable('EXECUTIONS_DATA_SAVE_ON_SUCCESS') ?? ALL) === ALL,
			failed: (textVariable('EXECUTIONS_DATA_SAVE_ON_ERROR') ?? ALL) === ALL,
		},
	};
}

/** Amazon wants personal data erased so long after delivery. */
const LONGEST_HOURS = 30 * 24;
const ADVICE = `Set EXECUTIONS_DATA_PRUNE=true and EXECUTIONS_DATA_MAX_AGE=${LONGEST_HOURS} (hours) or less for n8n and restart it, or switch off the saving of executions in the settings of workflows that read personal data.`;

/** Against Amazon's 30 days; what single workflows say in their settings is not known here. */
export function judgeExecutions({ prunes, keptHours, saves, timeZoneIsDefault }: ExecutionsKept, workflowZone: string): readonly Finding[] {
	const warn = (code: string, text: string, advice: string): Finding => ({ code, severity: 'warn', text, advice });
	const savesAny = saves.succeeded || saves.failed;
	const kept = !savesAny
		? []
		: !prunes
			? [warn('executionsKept', 'n8n keeps executions for ever, and with them the names and addresses of orders', ADVICE)]
			: keptHours > LONGEST_HOURS
				? [
						warn(
							'executionsKept',
							`n8n keeps executions for ${Math.round(keptHours / 24)} days; Amazon wants names and addresses erased 30 days after delivery`,
							ADVICE,
						),
					]
				: [];
	const zone =
		timeZoneIsDefault && workflowZone === DEFAULT_ZONE
			? [
					warn(
						'timeZoneUnset',
						`Nobody chose a time zone for n8n: days are those of ${DEFAULT_ZONE}`,
						'Set GENERIC_TIMEZONE for n8n, e.g. Europe/Madrid, and restart it, or choose the zone in the settings of the workflow.',
					),
				]
			: [];
	return [...kept, ...zone];
}
