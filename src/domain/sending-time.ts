/**
 * How long each of the two steps before a write may take: the database's answer that it may be made, and the platform's way to
 * the wire. What takes longer is not sent: others look for it from then on, or are at it in our place.
 */
export const STEP_WITHIN_MS = 10_000;

/** Between asking whether one may write and the sending. */
export const SENT_WITHIN_MS = 2 * STEP_WITHIN_MS;

/**
 * For whoever is asked to send something once: the answer tells, right before it goes out, whether it still may.
 *
 * @param present whether nobody can be at it in our place
 */
export function mayStillSend(present: () => boolean = () => true): () => boolean {
	const asked = performance.now();
	return () => performance.now() - asked <= STEP_WITHIN_MS && present();
}
