import { OutgoingRequests } from './outgoing.js';

export const outgoingFeature = { controllers: [], providers: [OutgoingRequests] };
