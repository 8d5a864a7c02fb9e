import type { IDataObject } from 'n8n-workflow';
import type { Reason } from '../../../domain/reasons';
import type { ActionRun, Shown } from '../../action';
import { attentionOf } from '../../items';

/** What is counted above the output. */
export const READ = 'read';

export const done = (told: IDataObject): Shown => ({ to: 'done', told, word: READ });

export const refused = (reason: Reason, { language }: Pick<ActionRun, 'language'>): Shown => ({
	to: 'attention',
	told: { attention: attentionOf(reason, language()) },
});
