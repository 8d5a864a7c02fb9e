export { operation, type Action, type ActionRun, type LoggedSale, type Operation, type Shown } from './action';
export { ordersFor } from './fault-log';
export { channelOrders, onOrders } from './orders';
export { questions } from './questions';
export { runAction } from './run-action';
export { anOrderOf, ordersOf, wrongItem } from './wrong-item';
