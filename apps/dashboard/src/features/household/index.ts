export { HouseholdPart } from './household-part.js';
