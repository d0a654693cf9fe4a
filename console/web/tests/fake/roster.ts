// The roster of an invented association, and the rules of the contract by which the console changes it.
import { create } from '@bufbuild/protobuf';
import {
  ChangeRosterResponseSchema,
  ColleagueSchema,
  RosterChange_Kind as Kind,
  RosterChangeSchema,
  RosterViewSchema,
  type ChangeRosterRequest,
  type ChangeRosterResponse,
  type Colleague,
  type RosterChange,
  type RosterView,
} from '../../src/gen/maintendue/local/v1/console_pb';
import { HoursSchema } from '../../src/gen/maintendue/v1/hours_pb';
import { Role } from '../../src/gen/maintendue/v1/options_pb';
import { refusals } from './connect';

const day = 86_400_000;
export const month = 30 * day;
const suspendersNeeded = 2;

export const operatorId = {
  nadia: '0000000000000a01',
  camille: '0000000000000a02',
  lea: '0000000000000a03',
  samir: '0000000000000a04',
};

type Change = ChangeRosterRequest['change'];

export class FakeRoster {
  version = 12n;
  madeMs = Date.now() - 2 * month;
  endsMs = Date.now() + 11 * month;
  canChange = false;
  extendedUntilMs = 0;
  phone = '02 99 00 00 00';
  hours = create(HoursSchema);
  colleagues: Colleague[] = team(Date.now());
  changes: RosterChange[] = [];
  // Somebody else's change that this console hears of only when it hands in one of its own.
  elsewhere: (() => void) | undefined;

  private me = this.colleagues[0]!;

  // Whose console this is.
  be(id: string): void {
    this.me = this.of(id);
    for (const one of this.colleagues) one.self = one === this.me;
  }

  // Known here even when she is on the list no more.
  self(): Colleague {
    return this.me;
  }

  of(id: string): Colleague {
    const found = this.colleagues.find((one) => one.operatorId === id);
    if (!found) throw refusals['not_found']!;
    return found;
  }

  view(): RosterView {
    const others = this.colleagues.filter((one) => !one.self);
    others.sort((a, b) => a.name.localeCompare(b.name, 'fr'));
    return create(RosterViewSchema, {
      version: this.version,
      madeMs: BigInt(this.madeMs),
      endsMs: BigInt(this.endsMs),
      colleagues: [...this.colleagues.filter((one) => one.self), ...others],
      changes: this.changes,
      canChange: this.canChange,
      extendedUntilMs: BigInt(this.extendedUntilMs),
      extensionEndsMs: BigInt(this.endsMs + month),
      phone: this.phone,
      hours: this.hours,
    });
  }

  markRead(): RosterView {
    this.changes = [];
    return this.view();
  }

  // Throws one of the refusals, and then has changed nothing.
  change(change: Change, relayThere: boolean): ChangeRosterResponse {
    if (!this.canChange || !this.self().roles.includes(Role.ADMIN)) throw refusals['not_allowed']!;
    const carryOut = this.checked(change);
    if (!relayThere) throw refusals['relay_unreachable']!;
    if (this.elsewhere) {
      this.elsewhere();
      this.elsewhere = undefined;
      this.version++;
      throw refusals['out_of_date']!;
    }
    const folder = carryOut();
    this.version++;
    this.madeMs = Date.now();
    this.endsMs = this.madeMs + 13 * month;
    this.extendedUntilMs = 0;
    return create(ChangeRosterResponseSchema, { roster: this.view(), folder });
  }

  // As its deputy, once it has ended.
  extend(): void {
    const me = this.self();
    const now = Date.now();
    const inTime = now >= this.endsMs && now < this.endsMs + month;
    if (!me.deputy || me.suspended || !inTime) throw refusals['not_allowed']!;
    this.extendedUntilMs = this.endsMs + month;
    this.tell(Kind.EXTENDED, me);
  }

  suspend(id: string): void {
    const who = this.of(id);
    if (who.suspended || who.suspendedByMe) return;
    if (who.self) return this.out(who);
    who.suspendedByMe = true;
    this.stated(id);
  }

  // Another operator's console has said it.
  stated(id: string): void {
    const who = this.of(id);
    who.suspensions++;
    if (who.suspensions >= suspendersNeeded) this.out(who);
  }

  tell(kind: Kind, who?: Colleague): void {
    const { operatorId: id = '', name = '', roles = [] } = who ?? {};
    this.changes.push(create(RosterChangeSchema, { kind, operatorId: id, name, roles }));
  }

  private out(who: Colleague): void {
    who.suspended = true;
    this.tell(Kind.SUSPENDED, who);
  }

  // What is to be done once the relay agrees; it answers the folder of a key that was made.
  private checked(change: Change): () => string {
    switch (change.case) {
      case 'add': {
        const { name, roles, passphrase } = change.value;
        if (!name || [...name].length > 64 || roles.length === 0) throw refusals['bad_message']!;
        goodPassphrase(passphrase);
        return () => this.added(name, roles);
      }
      case 'roles': {
        const who = this.of(change.value.operatorId);
        const { roles } = change.value;
        if (roles.length === 0) throw refusals['bad_message']!;
        if (!roles.includes(Role.ADMIN)) this.needed(who);
        return () => this.told(Kind.ROLES, who, () => (who.roles = roles));
      }
      case 'removeOperatorId': {
        const who = this.of(change.value);
        this.needed(who);
        const left = this.colleagues.filter((one) => one !== who);
        return () => this.told(Kind.REMOVED, who, () => (this.colleagues = left));
      }
      case 'liftOperatorId': {
        const who = this.of(change.value);
        return () => this.told(Kind.LIFTED, who, () => lift(who));
      }
      case 'newKey': {
        const who = this.of(change.value.operatorId);
        goodPassphrase(change.value.passphrase);
        return () => {
          this.tell(Kind.NEW_KEY, who);
          return folderOf(who.name);
        };
      }
      case 'deputyOperatorId': {
        const who = change.value ? this.of(change.value) : undefined;
        return () => {
          for (const one of this.colleagues) one.deputy = one === who;
          this.tell(Kind.DEPUTY, who);
          return '';
        };
      }
      case 'phone': {
        const phone = change.value;
        if (phone && !/^\+?[0-9 ]{1,20}$/.test(phone)) throw refusals['bad_message']!;
        return () => {
          this.phone = phone;
          this.tell(Kind.PHONE);
          return '';
        };
      }
      case 'hours': {
        const hours = change.value;
        return () => {
          this.hours = hours;
          this.tell(Kind.HOURS);
          return '';
        };
      }
      case 'renew':
        return () => '';
    }
    throw refusals['bad_message']!;
  }

  private told(kind: Kind, who: Colleague, carryOut: () => unknown): string {
    carryOut();
    this.tell(kind, who);
    return '';
  }

  private added(name: string, roles: Role[]): string {
    const id = (0xb00 + Number(this.version)).toString(16).padStart(16, '0');
    const who = create(ColleagueSchema, { operatorId: id, name, roles });
    this.colleagues.push(who);
    this.tell(Kind.ADDED, who);
    return folderOf(name);
  }

  // Somebody has to be left who can put things right.
  private needed(who: Colleague): void {
    const others = this.colleagues.filter((one) => one !== who && !one.suspended);
    if (who.roles.includes(Role.ADMIN) && !others.some((one) => one.roles.includes(Role.ADMIN))) {
      throw refusals['not_allowed']!;
    }
  }
}

function goodPassphrase(passphrase: string): void {
  if ([...passphrase].length < 8) throw refusals['bad_message']!;
}

function lift(who: Colleague): void {
  who.suspended = false;
  who.suspendedByMe = false;
  who.suspensions = 0;
}

function folderOf(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-zA-Z]+/g, '-')
    .toLowerCase();
  return `/media/cle-usb/operateurs/${plain.replace(/^-|-$/g, '')}`;
}

function team(now: number): Colleague[] {
  const one = (id: string, name: string, roles: Role[], confirmed: number, self = false) =>
    create(ColleagueSchema, { operatorId: id, name, roles, self, confirmedMs: BigInt(confirmed) });
  return [
    one(operatorId.nadia, 'Nadia R.', [Role.MEDIATOR], now - 24 * 60_000, true),
    one(operatorId.camille, 'Camille B.', [Role.MEDIATOR, Role.ADMIN], now - 26 * 3_600_000),
    one(operatorId.samir, 'Samir T.', [Role.SUPPORT], now - 5 * day),
    one(operatorId.lea, 'Léa Fontaine-Descombes', [Role.MEDIATOR, Role.SUPPORT], 0),
  ];
}
