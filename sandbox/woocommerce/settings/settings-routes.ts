import { ok } from '../rest/replies';
import { RestError } from '../rest/rest-error';
import type { Call, Reply, Route } from '../rest/router';
import type { Store } from '../store/store';
import { toText } from '../wordpress/php-values';
import { settingGroups, type SettingText } from './settings-catalog';

function groupOr(name: string | undefined): readonly SettingText[] {
	const group = settingGroups[name ?? ''];
	if (group === undefined) throw new RestError(404, 'rest_setting_setting_group_invalid', 'Invalid setting group.');
	return group.settings;
}

function settingOr(group: string | undefined, id: string | undefined): SettingText {
	const setting = groupOr(group).find((candidate) => candidate.id === id);
	if (setting === undefined) throw new RestError(404, 'rest_setting_setting_invalid', 'Invalid setting.');
	return setting;
}

function renderSetting(store: Store, group: string, setting: SettingText): Record<string, unknown> {
	const collection = `settings/${group}`;
	return {
		id: setting.id,
		label: setting.label,
		description: setting.description,
		type: setting.type,
		default: setting.default,
		...(setting.options === undefined ? {} : { options: setting.options }),
		...(setting.tip === undefined ? {} : { tip: setting.tip }),
		value: setting.value(store.state.settings),
		_links: store.urls.links(`${collection}/${setting.id}`, collection, ['GET', 'POST', 'PUT', 'PATCH']),
	};
}

function one({ store, names }: Call): Reply {
	const [group = '', id] = names;
	return ok({ ...renderSetting(store, group, settingOr(group, id)), group_id: group });
}

function change({ store, names, input }: Call): Reply {
	const [group = '', id] = names;
	const setting = settingOr(group, id);
	const value = toText(input['value']);
	if (setting.options !== undefined && setting.options[value] === undefined) {
		throw new RestError(400, 'rest_setting_value_invalid', 'An invalid setting value was passed.');
	}
	store.state.settings = setting.change?.(store.state.settings, value) ?? store.state.settings;
	return one({ store, names, input, ids: [] });
}

export const settingsRoutes: readonly Route[] = [
	{
		method: 'GET',
		pattern: 'settings',
		operation: 'listSettingGroups',
		access: 'list',
		handle: ({ store }) =>
			ok(
				Object.entries(settingGroups).map(([id, group]) => ({
					id,
					label: group.label,
					description: '',
					parent_id: '',
					sub_groups: [],
					_links: { options: [{ href: store.urls.rest(`settings/${id}`) }] },
				})),
			),
	},
	{
		method: 'GET',
		pattern: 'settings/*',
		operation: 'listSettings',
		access: 'list',
		handle: ({ store, names }) => ok(groupOr(names[0]).map((setting) => renderSetting(store, names[0] ?? '', setting))),
	},
	{ method: 'GET', pattern: 'settings/*/*', operation: 'getSetting', access: 'view', handle: one },
	{ method: 'PUT', pattern: 'settings/*/*', operation: 'updateSetting', access: 'edit', handle: change },
];
