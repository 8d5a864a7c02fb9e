import { ordinaryTimes, type McfTimes } from './mcf-progress';

/** How Amazon behaves where its documentation leaves it open; may be changed while the sandbox runs. */
export interface McfSettings {
	times: McfTimes;
	/** 2026-07-04 answers a creation with 202, which it may, instead of 200. */
	answersAccepted: boolean;
	/** For so long after its acceptance reads do not show an order, milliseconds. */
	visibleAfterMs: number;
	/** An unknown order id is answered with 400 instead of 404. */
	unknownIsInvalid: boolean;
}

export const ordinarySettings: Readonly<McfSettings> = {
	times: ordinaryTimes,
	answersAccepted: false,
	visibleAfterMs: 0,
	unknownIsInvalid: false,
};
