// The follow-up and the sessions of one PC, kept true: asked when the line opens, moved by events.
import type { LogCheck } from '../gen/maintendue/local/v1/console_pb';
import type { Call } from '../gen/maintendue/v1/calls_pb';
import type { CallKind } from '../gen/maintendue/v1/session_pb';
import type { SessionRecord } from '../gen/maintendue/v1/sessions_pb';
import { withOlder, withRecord } from '../live/merge';
import { Store } from '../ui/store';
import type { Clients } from '../wire/clients';
import { failureOf, type ErrorName } from '../wire/failure';

const pageSize = 20;

export interface HistoryState {
  calls: Call[] | undefined;
  proposed: CallKind | undefined;
  sessions: SessionRecord[] | undefined;
  more: boolean;
  loadingMore: boolean;
  failure: ErrorName | undefined;
  // What the signed logs of a session come to, by its number; and sessions that nobody lists.
  checks: ReadonlyMap<bigint, LogCheck>;
  hidden: readonly LogCheck[];
}

const nothing: HistoryState = {
  calls: undefined,
  proposed: undefined,
  sessions: undefined,
  more: false,
  loadingMore: false,
  failure: undefined,
  checks: new Map(),
  hidden: [],
};

export class History {
  readonly state = new Store<HistoryState>(nothing);
  private news = new Map<bigint, SessionRecord>();

  constructor(
    private readonly clients: Pick<Clients, 'calls' | 'sessions' | 'console'>,
    private readonly machineId: string,
  ) {}

  // Both lists anew. What events say while they are on their way is newer, and wins.
  async load(): Promise<void> {
    const news = new Map<bigint, SessionRecord>();
    this.news = news;
    try {
      const [calls, page] = await Promise.all([this.askCalls(), this.askPage(0n)]);
      if (this.news !== news) return;
      let sessions = withOlder([], page.sessions);
      for (const record of news.values()) sessions = withRecord(sessions, record, page.more);
      this.change({ ...calls, sessions, more: page.more, loadingMore: false, failure: undefined });
      this.change({ hidden: [] });
      void this.check(page.sessions);
    } catch (error) {
      if (this.news === news) this.change({ failure: failureOf(error) });
    }
  }

  async loadMore(): Promise<void> {
    const { sessions, loadingMore } = this.state.get();
    const oldest = sessions?.at(-1);
    if (!oldest || loadingMore) return;
    this.change({ loadingMore: true });
    try {
      const page = await this.askPage(oldest.sessionId);
      const known = this.state.get().sessions ?? [];
      this.change({
        sessions: withOlder(known, page.sessions),
        more: page.more,
        failure: undefined,
      });
      void this.check(page.sessions);
    } catch (error) {
      this.change({ failure: failureOf(error) });
    }
    this.change({ loadingMore: false });
  }

  // A record as it is now. The counts of the calls move with it, so they are asked again.
  take(record: SessionRecord): void {
    if (record.machineId !== this.machineId) return;
    this.news.set(record.sessionId, record);
    const { sessions, more } = this.state.get();
    if (!sessions) return;
    this.change({ sessions: withRecord(sessions, record, more) });
    void this.recount();
    if (record.endedMs !== 0n) void this.check([record]);
  }

  // The console on this PC looks at the logs; a page shows what it says, or that nothing is known.
  private async check(sessions: readonly SessionRecord[]): Promise<void> {
    if (sessions.length === 0) return;
    const sessionIds = sessions.map((one) => one.sessionId);
    try {
      const { machineId } = this;
      const answer = await this.clients.console.checkLogs({ machineId, sessionIds });
      const known = this.state.get();
      const checks = new Map(known.checks);
      for (const one of answer.checks) checks.set(one.sessionId, one);
      const hidden = [...known.hidden];
      for (const one of answer.hidden) {
        if (!hidden.some((other) => other.sessionCounter === one.sessionCounter)) hidden.push(one);
      }
      this.change({ checks, hidden });
    } catch {
      // The rows say that it is not checked; the broken line is told elsewhere.
    }
  }

  private async recount(): Promise<void> {
    try {
      this.change(await this.askCalls());
    } catch {
      // The counts stay as they were; the broken line is told elsewhere, and all is asked again after it.
    }
  }

  private async askCalls() {
    const { calls, proposed } = await this.clients.calls.listCalls({ machineId: this.machineId });
    return { calls, proposed };
  }

  private askPage(beforeSessionId: bigint) {
    const { machineId } = this;
    return this.clients.sessions.listSessions({ machineId, limit: pageSize, beforeSessionId });
  }

  private change(some: Partial<HistoryState>): void {
    this.state.set({ ...this.state.get(), ...some });
  }
}
