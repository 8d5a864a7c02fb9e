import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { LANGUAGES, type Language } from '../../domain/texts/language';

/** Raw name of the option, in the collection "Options". */
const LANGUAGE_OPTION = 'language';

/** Of nodes that write notes, or whose items are mailed. */
export const languageOption: INodeProperties = {
	displayName: 'Language of Notes',
	name: LANGUAGE_OPTION,
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'By the Store', value: 'store', description: "The site's own language: Spanish where that is Spanish, else English" },
		{ name: 'English', value: 'en' },
		{ name: 'Spanish', value: 'es' },
	],
	default: 'store',
	description:
		'What the people of the shop and its customers read: notes on orders, names on them, and the reasons at Needs Attention, which the templates mail',
};

/** Undefined: the store's own. */
export const chosenLanguage = (context: IExecuteFunctions): Language | undefined => {
	const value: unknown = context.getNodeParameter(`options.${LANGUAGE_OPTION}`, 0, 'store');
	return LANGUAGES.find((language) => language === value);
};
