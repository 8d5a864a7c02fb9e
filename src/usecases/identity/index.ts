export { Admission } from './admission';
export { reattach, type Reattached, type StoreIs } from './reattach';
export { isIdentityRefusal } from './refusal';
export { Sightings } from './sightings';
