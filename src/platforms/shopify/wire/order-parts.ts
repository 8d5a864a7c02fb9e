import { z } from 'zod';
import { text, textOrNone, timeOrNone } from './fields';

/** What several documents ask of an order, and how it is read. */

/** How far it is: paid, sent, cancelled. */
export const STATE = 'cancelledAt displayFinancialStatus displayFulfillmentStatus';
export const state = { cancelledAt: timeOrNone, displayFinancialStatus: textOrNone, displayFulfillmentStatus: text };

export const ATTRIBUTES = 'customAttributes { key value }';
export const attributes = z.array(z.object({ key: text, value: textOrNone }));

export const ADDRESS = 'firstName lastName company address1 address2 city zip provinceCode countryCodeV2 phone';
export const address = z.object({
	firstName: textOrNone,
	lastName: textOrNone,
	company: textOrNone,
	address1: textOrNone,
	address2: textOrNone,
	city: textOrNone,
	zip: textOrNone,
	provinceCode: textOrNone,
	countryCodeV2: textOrNone,
	phone: textOrNone,
});

/** Of a fulfillment. */
export const TRACKING = 'trackingInfo(first: 10) { company number url }';
export const tracking = z.array(z.object({ company: textOrNone, number: textOrNone, url: textOrNone }));
