export { claim, claimTogether } from './claim';
export type { LeaseWaiting, OnceDeps } from './deps';
export { abandon, begin, complete, partsDone, release, reopen, settledAfter } from './effect';
export { inTurn, whileClaimed } from './in-turn';
export { lookUntil } from './look-until';
export { onceAtMost } from './once-at-most';
export { settled } from './settled';
export { moveStream, withStream } from './with-stream';
