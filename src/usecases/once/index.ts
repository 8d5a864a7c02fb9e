export { claim, claimTogether } from './claim';
export type { LeaseWaiting, OnceDeps, Waiting } from './deps';
export { abandon, begin, complete, release, type Write } from './effect';
export { inTurn, whileClaimed } from './in-turn';
export { onceAtMost } from './once-at-most';
export { settled, type Looks } from './settled';
export { withStream } from './with-stream';
