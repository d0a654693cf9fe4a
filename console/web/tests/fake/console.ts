// A console that is not one: the built pages with the real policy, the HTTP calls with invented data, and
// a session with a painted desktop. Tests and `npm run fake` drive it.
import {
  create,
  fromBinary,
  toBinary,
  type DescMessage,
  type MessageShape,
} from '@bufbuild/protobuf';
import { createReadStream, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer } from 'ws';
import {
  AnswerHelpRequestSchema,
  ChangeRosterRequestSchema,
  ChangeRosterResponseSchema,
  CheckLogsRequestSchema,
  CheckLogsResponseSchema,
  NewMachinesSchema,
  OfferCodeResponseSchema,
  CheckMachinesRequestSchema,
  CheckMachinesResponseSchema,
  HelpCallSchema,
  HelpQueueSchema,
  type HelpCall,
  CardReadingSchema,
  MachineStandingSchema,
  type MachineStanding,
  ReadCardRequestSchema,
  VerifyByCardRequestSchema,
  RelayState,
  RosterViewSchema,
  SignInRequestSchema,
  StatusSchema,
  SuspendOperatorRequestSchema,
  type NewMachine,
} from '../../src/gen/maintendue/local/v1/console_pb';
import {
  ListCallsRequestSchema,
  ListCallsResponseSchema,
} from '../../src/gen/maintendue/v1/calls_pb';
import { EventSchema, type Event } from '../../src/gen/maintendue/v1/events_pb';
import {
  BeginDutyResponseSchema,
  EndDutyResponseSchema,
  GetDutyResponseSchema,
} from '../../src/gen/maintendue/v1/duties_pb';
import {
  AskSupportRequestSchema,
  GiveMachineRequestSchema,
  ListMachinesResponseSchema,
  MachineSchema,
  type Machine,
} from '../../src/gen/maintendue/v1/fleet_pb';
import { HelpEntrySchema } from '../../src/gen/maintendue/v1/help_pb';
import {
  ListSessionsRequestSchema,
  ListSessionsResponseSchema,
  type SessionRecord,
} from '../../src/gen/maintendue/v1/sessions_pb';
import { answer, bodyOf, endOfStream, envelope, refusals, refuse, Refusal } from './connect';
import { answered } from './help';
import { callsOf, checksOf, known, machinesNow, pastSessions } from './people';
import { FakeRoster } from './roster';
import { FakeSession } from './session';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; " +
  "connect-src 'self' ws:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const headerToken = 'fake-header-token';
const passphrase = 'soleil';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

type Say = <D extends DescMessage>(schema: D, message: MessageShape<D>) => void;

export class FakeConsole {
  signedIn = false;
  relay = RelayState.CONNECTED;
  certificateEndsMs = Date.now() + 200 * 86_400_000;
  machines: Machine[] = machinesNow(Date.now());
  sessions: SessionRecord[] = pastSessions(Date.now());
  // Of the PCs that are not simply verified.
  readonly standings = new Map<string, MachineStanding>();
  readonly roster = new FakeRoster();
  // Whether it knows an enrolment process, and who waits there.
  offersCodes = false;
  arrivals: NewMachine[] = [];
  // The families that ask for help, as the console believes them.
  help: HelpCall[] = [];
  // Calls that never answer, by name: "Fleet/ListMachines".
  readonly mute = new Set<string>();
  // Calls that fail by the console's own fault.
  readonly broken = new Set<string>();
  // Called for each session that is opened.
  onSession: (session: FakeSession) => void = () => {};
  private misses = 0;
  private readonly watchers = new Set<ServerResponse>();
  private readonly server = createServer((request, response) => {
    this.handle(request, response).catch((error: unknown) => {
      refuse(response, error instanceof Refusal ? error : new Refusal(500, 'internal', 'internal'));
    });
  });

  constructor(private readonly pages: string) {}

  // Answers the address that lets one in.
  async start(port = 0): Promise<string> {
    const sockets = new WebSocketServer({ server: this.server, path: '/session' });
    sockets.on('connection', (socket) => this.onSession(new FakeSession(socket)));
    await new Promise<void>((ready) => this.server.listen(port, '127.0.0.1', ready));
    const bound = this.server.address();
    return `http://maintendue.localhost:${typeof bound === 'object' ? bound?.port : port}/#t=once`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  tell(event: Event['event']): void {
    const bytes = toBinary(EventSchema, create(EventSchema, { event }));
    for (const watcher of this.watchers) watcher.write(envelope(0, bytes));
  }

  // Breaks every stream of events, as a lost relay does.
  breakWatch(): void {
    for (const watcher of this.watchers) watcher.end(endOfStream(refusals['relay_unreachable']));
    this.watchers.clear();
  }

  // What the relay then tells everybody.
  change(id: string, otherwise: Partial<Machine>): Machine {
    const before = this.machines.find((one) => one.machineId === id);
    if (!before) throw refusals['not_found']!;
    const now = { ...before, ...otherwise };
    this.machines = this.machines.map((one) => (one === before ? now : one));
    this.tell({ case: 'machine', value: now });
    return now;
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (request.method === 'GET') return this.page(path, response);
    const body = await bodyOf(request);
    if (path === '/token') {
      const known = body.toString() === 'once';
      return void response.writeHead(known ? 200 : 403).end(known ? headerToken : '');
    }
    if (request.headers['x-maintendue-token'] !== headerToken) throw refusals['not_allowed']!;
    const call = path.replace(/^\/maintendue\.(local\.)?v1\./, '');
    if (this.broken.has(call)) throw refusals['internal']!;
    if (!this.mute.has(call)) this.call(call, body, response);
  }

  private call(name: string, body: Buffer, response: ServerResponse): void {
    const say: Say = (schema, message) => answer(response, toBinary(schema, message));
    switch (name) {
      case 'Console/GetStatus':
        return say(StatusSchema, this.status());
      case 'Console/SignIn':
        this.signIn(fromBinary(SignInRequestSchema, body).passphrase);
        return say(StatusSchema, this.status());
      case 'Console/SignOut':
        this.signedIn = false;
        return say(StatusSchema, this.status());
      case 'Fleet/GiveMachine': {
        const { machineId, mediatorOperatorId } = fromBinary(GiveMachineRequestSchema, body);
        const given = { mediatorOperatorId, supportUntilMs: 0n };
        return say(MachineSchema, this.change(machineId, given));
      }
      case 'Fleet/AskSupport': {
        const { machineId, asked } = fromBinary(AskSupportRequestSchema, body);
        const supportUntilMs = asked ? BigInt(Date.now() + 7 * 86_400_000) : 0n;
        return say(MachineSchema, this.change(machineId, { supportUntilMs }));
      }
      case 'Duties/BeginDuty': {
        const forMs = 15 * 60_000;
        return say(BeginDutyResponseSchema, create(BeginDutyResponseSchema, { forMs }));
      }
      case 'Duties/GetDuty':
        return say(GetDutyResponseSchema, create(GetDutyResponseSchema));
      case 'Duties/EndDuty':
        return say(EndDutyResponseSchema, create(EndDutyResponseSchema));
      case 'Console/ListNewMachines':
        return say(NewMachinesSchema, create(NewMachinesSchema, { machines: this.arrivals }));
      case 'Console/OfferCode':
        return say(
          OfferCodeResponseSchema,
          create(OfferCodeResponseSchema, {
            enrolmentCode: '7KQ4M-2XHTW',
            endsMs: BigInt(Date.now() + 48 * 3_600_000),
          }),
        );
      case 'Console/CheckMachines': {
        const asked = fromBinary(CheckMachinesRequestSchema, body).machines;
        const machines = asked.map((one) => this.standings.get(one.machineId) ?? known(one.machineId));
        return say(CheckMachinesResponseSchema, create(CheckMachinesResponseSchema, { machines }));
      }
      case 'Console/ReadCard':
        return say(CardReadingSchema, this.readCard(fromBinary(ReadCardRequestSchema, body).text));
      case 'Console/VerifyByCard': {
        const id = fromBinary(VerifyByCardRequestSchema, body).machineId;
        this.standings.delete(id);
        return say(MachineStandingSchema, known(id));
      }
      case 'Events/Watch':
        return this.watch(response);
      case 'Console/GetRoster':
      case 'Console/MarkRosterRead':
      case 'Console/ChangeRoster':
      case 'Console/SuspendOperator':
      case 'Console/ExtendRoster':
        return this.rosterCall(name, body, say);
    }
    if (this.relay !== RelayState.CONNECTED) throw refusals['relay_unreachable']!;
    switch (name) {
      case 'Fleet/ListMachines':
        return say(
          ListMachinesResponseSchema,
          create(ListMachinesResponseSchema, { machines: this.machines }),
        );
      case 'Calls/ListCalls':
        return say(
          ListCallsResponseSchema,
          callsOf(fromBinary(ListCallsRequestSchema, body).machineId, this.sessions),
        );
      case 'Console/CheckLogs':
        return say(
          CheckLogsResponseSchema,
          checksOf(fromBinary(CheckLogsRequestSchema, body).sessionIds),
        );
      case 'Console/ListHelp':
        return say(HelpQueueSchema, create(HelpQueueSchema, { calls: this.help }));
      case 'Console/AnswerHelp':
        return say(HelpCallSchema, this.answerHelp(body));
      case 'Sessions/ListSessions':
        return say(ListSessionsResponseSchema, this.sessionPage(body));
    }
    throw refusals['not_found']!;
  }

  // A card's text is believed as it is: "MT1:<machine id>:<key>:<organisation>:<sum>".
  private readCard(text: string) {
    const [kind, machineId, key, organisation] = text.split(':');
    if (kind !== 'MT1' || !machineId) throw refusals['bad_message']!;
    if (organisation !== 'ours') throw refusals['not_trusted']!;
    return create(CardReadingSchema, { machineId, otherKey: key === 'other', known: key === 'known' });
  }

  private answerHelp(body: Buffer): HelpCall {
    const said = fromBinary(AnswerHelpRequestSchema, body);
    const now = answered(this.help, said, this.roster.self());
    this.help = this.help.map((one) => (one.request?.helpId === said.helpId ? now : one));
    this.helpChanged();
    return now;
  }

  helpChanged(): void {
    this.tell({ case: 'help', value: create(HelpEntrySchema) });
  }

  private rosterCall(name: string, body: Buffer, say: Say): void {
    const { roster } = this;
    if (!this.signedIn) throw refusals['not_allowed']!;
    const relayThere = this.relay === RelayState.CONNECTED;
    switch (name) {
      case 'Console/GetRoster':
        return say(RosterViewSchema, roster.view());
      case 'Console/MarkRosterRead':
        return say(RosterViewSchema, roster.markRead());
      case 'Console/ChangeRoster': {
        const { passphrase: tried, change } = fromBinary(ChangeRosterRequestSchema, body);
        this.open(tried);
        say(ChangeRosterResponseSchema, roster.change(change, relayThere));
        return this.rosterChanged();
      }
      case 'Console/ExtendRoster': {
        roster.extend();
        this.relay = RelayState.CONNECTED;
        say(RosterViewSchema, roster.view());
        return this.rosterChanged();
      }
      case 'Console/SuspendOperator': {
        roster.suspend(fromBinary(SuspendOperatorRequestSchema, body).operatorId);
        if (roster.self().suspended) this.relay = RelayState.REFUSED;
        if (!relayThere) throw refusals['relay_unreachable']!;
        say(RosterViewSchema, roster.view());
        return this.rosterChanged();
      }
    }
  }

  rosterChanged(): void {
    this.tell({ case: 'roster', value: { $typeName: 'maintendue.v1.RosterChanged' } });
    if (this.relay === RelayState.REFUSED) this.breakWatch();
  }

  private status() {
    const self = this.roster.self();
    return create(StatusSchema, {
      signedIn: this.signedIn,
      operatorName: self.name,
      organisation: 'La Maison Numérique',
      roles: self.roles,
      relay: this.signedIn ? this.relay : RelayState.UNSPECIFIED,
      consoleVersion: '0.1.0',
      certificateEndsMs: BigInt(this.certificateEndsMs),
      signInWaitMs: 30_000,
      offersCodes: this.offersCodes,
    });
  }

  private signIn(tried: string): void {
    this.open(tried);
    this.signedIn = true;
  }

  // The misses of all forms that ask for the passphrase count together.
  private open(tried: string): void {
    if (this.misses >= 5) throw refusals['try_later']!;
    if (tried !== passphrase) {
      this.misses++;
      throw refusals['wrong_passphrase']!;
    }
    this.misses = 0;
  }

  private watch(response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'application/connect+proto' });
    if (this.relay !== RelayState.CONNECTED) {
      return void response.end(endOfStream(refusals['relay_unreachable']));
    }
    this.watchers.add(response);
    response.on('close', () => this.watchers.delete(response));
    const ready = create(EventSchema, { event: { case: 'ready', value: {} } });
    response.write(envelope(0, toBinary(EventSchema, ready)));
  }

  private sessionPage(body: Buffer) {
    const { machineId, limit, beforeSessionId } = fromBinary(ListSessionsRequestSchema, body);
    const all = this.sessions
      .filter((one) => one.machineId === machineId)
      .filter((one) => beforeSessionId === 0n || one.sessionId < beforeSessionId)
      .sort((a, b) => Number(b.sessionId - a.sessionId));
    const sessions = all.slice(0, limit || 50);
    return create(ListSessionsResponseSchema, { sessions, more: all.length > sessions.length });
  }

  private page(path: string, response: ServerResponse): void {
    const file = join(this.pages, normalize(path === '/' ? '/index.html' : path));
    if (!file.startsWith(this.pages) || !existsSync(file))
      return void response.writeHead(404).end();
    response.writeHead(200, {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy': policy,
      'Cache-Control': 'no-store',
    });
    createReadStream(file).pipe(response);
  }
}
