/** On lines a leading underscore keeps a key from the customer; the admin's order page shows it all the same. */
export const LINE_META = { phase: '_amazon_phase', units: '_amazon_units', tracking: '_amazon_tracking' } as const;
