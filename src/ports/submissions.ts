/** How stands what was handed in together (a feed), one outcome for each of its records. */
export type SubmissionProgress<Told> =
	/** Asked again later. */
	| { readonly state: 'underWay' }
	/** Read: one outcome for each of its records, in the order in which they were handed in. */
	| { readonly state: 'done'; readonly told: readonly Told[] }
	/** It ended and did nothing, or nobody can say what: the platform's word for it. */
	| { readonly state: 'failed'; readonly said: string; readonly nothingDone: boolean };
