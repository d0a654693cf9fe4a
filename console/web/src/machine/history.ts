// The follow-up and the sessions of one PC, kept true: asked when the line opens, moved by events.
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
}

const nothing: HistoryState = {
  calls: undefined,
  proposed: undefined,
  sessions: undefined,
  more: false,
  loadingMore: false,
  failure: undefined,
};

export class History {
  readonly state = new Store<HistoryState>(nothing);
  private news = new Map<bigint, SessionRecord>();

  constructor(
    private readonly clients: Pick<Clients, 'calls' | 'sessions'>,
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
