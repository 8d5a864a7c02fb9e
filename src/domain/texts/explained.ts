/** What happened, and what to do; both without names, addresses, e-mails. */
export interface Explained {
	readonly title: string;
	readonly advice: string;
}
