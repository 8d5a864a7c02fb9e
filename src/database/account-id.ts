declare const kind: unique symbol;

/** An account's own id. It means nothing outside the database; see `Accounts`. */
export type AccountId = string & { readonly [kind]: 'AccountId' };
