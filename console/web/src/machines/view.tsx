// The PCs, those that are on first.
import './machines.css';
import monitorOff from 'icon:monitor-off';
import search from 'icon:search';
import searchX from 'icon:search-x';
import unplug from 'icon:unplug';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk';
import type { Machine } from '../gen/maintendue/v1/fleet_pb';
import { Icon } from '../ui/icon';
import { inField } from '../ui/key_help';
import { Notice } from '../ui/notice';
import { useNow } from '../ui/now';
import { useStore } from '../ui/store';
import { useTitle } from '../ui/title';
import { Waiting } from '../ui/waiting';
import { isMediator } from '../words/people';
import { say, sayCount } from '../words/words';
import { Arrivals } from './arrivals';
import { MachineRow } from './row';
import { matching } from './search';

export function MachinesPage() {
  const { feed } = useDesk();
  const { machines, line } = useStore(feed.state);
  const [wish, setWish] = useState('');
  const now = useNow(20_000);
  useTitle(say('machines.title'));

  return (
    <>
      <header class="page-head">
        <div>
          <h1>{say('machines.title')}</h1>
          <p class="soft" role="status">
            {machines?.length ? summary(machines) : '\u00a0'}
          </p>
        </div>
        <SearchField wish={wish} onWish={setWish} disabled={!machines?.length} />
      </header>
      <Arrivals now={now} />
      {machines ? (
        <List machines={machines} wish={wish} now={now} stale={line === 'broken'} />
      ) : line === 'broken' ? (
        <Notice icon={unplug} title={say('machines.none_yet.title')} testId="machines-failed">
          <p>{say('machines.none_yet.body')}</p>
        </Notice>
      ) : (
        <Waiting words={say('machines.loading')} />
      )}
    </>
  );
}

function summary(machines: readonly Machine[]): string {
  const on = machines.filter((machine) => machine.online).length;
  const all = sayCount('machines.count.one', 'machines.count.other', machines.length);
  return `${all} · ${sayCount('machines.on.one', 'machines.on.other', on)}`;
}

interface ListProps {
  machines: readonly Machine[];
  wish: string;
  now: number;
  stale: boolean;
}

function List({ machines, wish, now, stale }: ListProps) {
  const { roster } = useStore(useDesk().roster.state);
  const whoIs = (id: string) =>
    roster?.colleagues.find((one) => one.operatorId === id && isMediator(one));
  if (machines.length === 0) {
    return (
      <Notice icon={monitorOff} title={say('machines.empty.title')} testId="machines-empty">
        <p>{say('machines.empty.body')}</p>
      </Notice>
    );
  }
  const found = matching(machines, wish, (id) => whoIs(id)?.name ?? '');
  if (found.length === 0) {
    return (
      <Notice
        icon={searchX}
        title={say('machines.not_found.title', { wish })}
        testId="machines-not-found"
      >
        <p>{say('machines.not_found.body')}</p>
      </Notice>
    );
  }
  return (
    <ul class={stale ? 'machines stale' : 'machines'} aria-label={say('machines.title')}>
      {found.map((machine) => (
        <MachineRow
          key={machine.machineId}
          machine={machine}
          mediator={whoIs(machine.mediatorOperatorId)}
          now={now}
        />
      ))}
    </ul>
  );
}

interface SearchProps {
  wish: string;
  onWish: (wish: string) => void;
  disabled: boolean;
}

function SearchField({ wish, onWish, disabled }: SearchProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || inField(event.target)) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);

  return (
    <label class="search">
      <Icon of={search} />
      <input
        ref={field}
        type="search"
        value={wish}
        disabled={disabled}
        placeholder={say('machines.search')}
        aria-label={say('machines.search')}
        aria-keyshortcuts="/"
        onInput={(event) => onWish(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          onWish('');
          event.currentTarget.blur();
        }}
      />
      <kbd aria-hidden="true">/</kbd>
    </label>
  );
}
