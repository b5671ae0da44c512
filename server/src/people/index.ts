/**
 * Invented people: the demo's data and the tests'. `personas` are people in different situations of life, the staff of
 * two employers and of a building site among them, `colleagues` the rest of another; `loadPeople` writes them with ten years of ledger each, the same on every machine for the same day. `crowd` makes any number for tests of scale. Every
 * ID number is of region 99, which does not exist; every employer is of division 990000.
 */
export { crowd } from "./crowd.ts";
export { ledgerOf, personIdOf } from "./life.ts";
export { loadPeople } from "./load.ts";
export { personaOf, personas, type Persona, type PersonaCode } from "./personas.ts";
export { writeLedgers } from "./write.ts";
export { employerId, employersOn } from "./employers.ts";
