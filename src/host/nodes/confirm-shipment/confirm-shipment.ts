import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { runAction, type Action } from '../../action';
import { chosen } from '../../connect';
import { fitting, CHANNEL_TO_TELL, PLACE_TO_TELL } from '../../platforms/roles';
import { isByHand, tellingStoreByHand } from './by-hand';
import { soldToTell, tellingChannel } from './to-channel';
import { saleToTell, tellingStore } from './to-store';

const tellsChannel = (context: IExecuteFunctions): boolean => fitting(CHANNEL_TO_TELL).includes(chosen(context, PLACE_TO_TELL));

const action: Action = {
	outputs: 2,
	sales: async (context) => (tellsChannel(context) ? await soldToTell(context) : saleToTell),
	begin: async (run) => {
		if (tellsChannel(run.context)) return await tellingChannel(run);
		return isByHand(run.context) ? await tellingStoreByHand(run) : await tellingStore(run);
	},
};

/** Outputs: Confirmed, Needs Attention. */
export const confirmShipment = async (context: IExecuteFunctions): Promise<INodeExecutionData[][]> => await runAction(context, action);
