import { z } from 'zod';
import { reader, recordsAmong, recordsListed, text } from './fields';

const country = z.object({ code: text, states: recordsAmong(z.object({ code: text, name: text })) });

/** `data/countries`: the store's countries with their regions; most have none. */
export const readCountries = reader('countries', recordsListed(country));
