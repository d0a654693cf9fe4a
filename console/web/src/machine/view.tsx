// One PC: what is next in its follow-up, and every session that was held on it.
import './machine.css';
import arrowLeft from 'icon:arrow-left';
import eye from 'icon:eye';
import searchX from 'icon:search-x';
import { useEffect, useMemo } from 'preact/hooks';
import { useDesk } from '../desk';
import { Farewell } from '../gen/maintendue/v1/farewell_pb';
import type { Machine } from '../gen/maintendue/v1/fleet_pb';
import { useMachineName } from '../live/machine_name';
import { address } from '../route';
import { ErrorId } from '../ui/error_words';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { useNow } from '../ui/now';
import { OnOff } from '../ui/on_off';
import { useStore } from '../ui/store';
import { useTitle } from '../ui/title';
import { Waiting } from '../ui/waiting';
import { errorSentences } from '../words/sentences';
import { say } from '../words/words';
import { FarewellNotice, saidFarewell } from './farewell';
import { FollowUp } from './follow_up';
import { History } from './history';
import { Holders } from './holders';
import { Repairs } from './repairs';
import { Mediator } from './mediator';
import { Recognition } from './recognition';
import { SessionTable } from './session_table';
import { whoseIs } from './whose';

export function MachinePage({ machineId }: { machineId: string }) {
  const { clients, feed, recognition } = useDesk();
  const { machines, opened } = useStore(feed.state);
  const history = useMemo(() => new History(clients, machineId), [clients, machineId]);
  const now = useNow(20_000);
  useEffect(() => feed.readSessions((record) => history.take(record)), [feed, history]);
  // Before the line is there it would only fail; each time it opens, all is asked anew.
  useEffect(() => {
    if (opened > 0) void history.load();
  }, [opened, history]);

  const machine = machines?.find((one) => one.machineId === machineId);
  // A session on this page may just have found out something.
  useEffect(() => {
    if (machine) void recognition.check([machine], true);
  }, [recognition, machine]);
  useTitle(useMachineName(machineId));
  return (
    <>
      <a class="back" href={address({ page: 'machines' })}>
        <Icon of={arrowLeft} />
        {say('machine.back')}
      </a>
      {machine ? (
        <Known machine={machine} history={history} now={now} />
      ) : machines ? (
        <Notice icon={searchX} title={say(errorSentences.not_found.title)} testId="machine-unknown">
          <p>
            {say(errorSentences.not_found.body)} <ErrorId of="not_found" />
          </p>
        </Notice>
      ) : (
        <Waiting words={say('machines.loading')} />
      )}
    </>
  );
}

function Known({ machine, history, now }: { machine: Machine; history: History; now: number }) {
  const known = useStore(history.state);
  const { recognition, roster, duty } = useDesk();
  const standing = useStore(recognition.state).get(machine.machineId);
  const whose = whoseIs(machine, useStore(roster.state).roster, useStore(duty.untilMs), now);
  const reachable =
    machine.online &&
    machine.liveSessionId === 0n &&
    !machine.quarantined &&
    !machine.revoked &&
    saidFarewell(machine) === Farewell.UNSPECIFIED &&
    (!whose || whose.mayHelp);
  return (
    <>
      <header class="page-head">
        <div>
          <h1 dir="auto">{machine.hostname || say('machine.no_name')}</h1>
          <p class="soft">
            {say('machine.number', { id: machine.machineId })}
            {machine.operatingSystem && (
              <>
                {' · '}
                <bdi>{machine.operatingSystem}</bdi>
              </>
            )}
          </p>
        </div>
        <div class="machine-state">
          {machine.liveSessionId !== 0n && (
            <span class="chip sun">
              <Icon of={eye} size={18} />
              {say('machine.session_now')}
            </span>
          )}
          <OnOff machine={machine} now={now} />
        </div>
      </header>
      <Holders machine={machine} now={now} />
      <FarewellNotice machine={machine} standing={standing} reachable={reachable} />
      <Recognition
        standing={standing}
        machineId={machine.machineId}
        reachable={reachable}
      />
      <Mediator machine={machine} whose={whose} now={now} />
      <FollowUp machine={machine} history={known} standing={standing} whose={whose} />
      <Repairs machine={machine} now={now} />
      <div>
        <h2 id="history-title">{say('history.title')}</h2>
        <SessionTable history={known} now={now} onMore={() => void history.loadMore()} />
      </div>
    </>
  );
}
