import type { Json } from '../wire/json.js';
import { members } from '../wire/members.js';
import type { Device } from './devices.js';
import type { Program } from './package.js';
import type { OpCall, RealmHost, Scope } from './realm.js';

export type { OpCall } from './realm.js';
/** What is not plain data counts as no answer. */
export type Op = (call: OpCall) => unknown;

/** A refusal that crosses into the program as an error of this name. */
export class Refused extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

const declared = (op: string): boolean => {
  const [, module = '', member = ''] = /^(@zos\/[^.]+)\.(.+)$/.exec(op) ?? [];
  const [owner = '', method = ''] = member.split('.');
  const found = members[module];
  return found !== undefined && (` ${found.functions} `.includes(` ${owner} `) || method in found.classes);
};

/** What a program may ask of the host, by name. */
export class Ops {
  private readonly table = new Map<string, Op>();
  private readonly substitutes: ((op: string) => { value?: Json } | undefined)[] = [];
  private readonly guards: ((op: string, scope: Scope) => void)[] = [];

  add(prefix: string, ops: Record<string, Op>): void {
    for (const [name, op] of Object.entries(ops)) this.table.set(`${prefix}.${name}`, op);
  }

  /** Called before every answer; throws `Refused` to bar it. */
  guard(check: (op: string, scope: Scope) => void): void {
    this.guards.push(check);
  }

  /** Asked before every answer; what it gives is answered in the place of the op. */
  instead(give: (op: string) => { value?: Json } | undefined): void {
    this.substitutes.push(give);
  }

  answer(op: string, call: OpCall): Json | undefined {
    for (const check of this.guards) check(op, call.scope);
    for (const give of this.substitutes) {
      const given = give(op);
      if (given !== undefined) return given.value;
    }
    const found = this.table.get(op);
    if (found === undefined) {
      const why = declared(op) ? 'exists on watches, but this runtime does not model it' : 'is not modelled';
      throw new Refused('NotModelled', `${op} ${why}`);
    }
    return (found(call) ?? null) as Json;
  }
}

/** What every part of one watch shares. */
export type Core = RealmHost & {
  readonly ops: Ops;
  readonly device: Device;
  readonly program: Program;
  chance(): number;
  /** What a name that nobody declares is to a program of the watch. */
  readonly undeclaredNames: 'undefined' | 'throw';
  /** The runtime's own remark in the log. */
  remark(text: string): void;
};
