// When somebody answers the phone: a line a weekday, and the days on which nobody does.
import { create } from '@bufbuild/protobuf';
import copy from 'icon:copy';
import plus from 'icon:plus';
import x from 'icon:x';
import { useEffect, useRef, useState } from 'preact/hooks';
import { HoursSchema, type Hours } from '../gen/maintendue/v1/hours_pb';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { locale } from '../words/figures';
import { say } from '../words/words';
import type { PlainChange } from './changes';
import {
  dayOf,
  dayText,
  fieldOfDay,
  inOrder,
  openOn,
  weekdayName,
  weekdays,
  type Closed,
  type Open,
} from './hours_text';
import type { OrderEnds } from './order';
import { SignedForm, useSigning } from './signing';

// What its two date fields hold.
interface Span {
  id: number;
  from: string;
  until: string;
}

export function HoursOrder({ hours, onDone, onNews, onClose }: OrderEnds & { hours: Hours | undefined }) {
  const signing = useSigning(onNews);
  const [days, setDays] = useState(() => weekdays.map((weekday) => dayText(hours?.open ?? [], weekday)));
  const [spans, setSpans] = useState<Span[]>(() => (hours?.closed ?? []).map(spanOf));
  const [checked, setChecked] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  const open = days.map((text, at) => openOn(at + 1, text));
  const closed = closedIn(spans);
  const write = (at: number, text: string) =>
    setDays(days.map((before, other) => (other === at ? text : before)));

  const change = (): PlainChange | undefined => {
    setChecked(true);
    const wrong = open.findIndex((times) => !times);
    if (wrong >= 0) document.getElementById(`hours-${wrong + 1}`)?.focus();
    if (!open.every(isRead) || !closed) return;
    const times = open.flat();
    // A week without hours has no days on which nobody answers.
    return { case: 'hours', value: create(HoursSchema, { open: times, closed: times.length > 0 ? closed : [] }) };
  };
  const done = () => say(open.some((times) => times?.length) ? 'team.done.hours' : 'team.done.no_hours');

  return (
    <Dialog title={say('team.hours.title')} busy={signing.busy} onClose={onClose} wide>
      {(close) => (
        <SignedForm
          signing={signing}
          action={say('team.hours.action')}
          change={change}
          onCancel={close}
          onDone={() => onDone(done())}
        >
          <p>{say('team.hours.body')}</p>
          <div class="hours-days">
            {weekdays.map((weekday, at) => {
              const wrong = checked && !open[at];
              return (
                <div key={weekday} class="hours-day">
                  <label for={`hours-${weekday}`}>{weekdayName(weekday, locale())}</label>
                  <input
                    ref={at === 0 ? first : null}
                    id={`hours-${weekday}`}
                    autocomplete="off"
                    dir="ltr"
                    maxLength={60}
                    value={days[at]}
                    aria-invalid={wrong}
                    aria-describedby={`hours-wrong-${weekday}`}
                    onInput={(event) => write(at, event.currentTarget.value)}
                  />
                  {at === 0 && (
                    <button
                      type="button"
                      class="button"
                      onClick={() => setDays(days.map((text, other) => (other < 5 ? days[0]! : text)))}
                    >
                      <Icon of={copy} size={18} />
                      {say('team.hours.copy')}
                    </button>
                  )}
                  <p class="field-problem" id={`hours-wrong-${weekday}`}>
                    {wrong && say('team.hours.wrong')}
                  </p>
                </div>
              );
            })}
          </div>
          <Closures spans={spans} wrong={checked && !closed} onChange={setSpans} />
        </SignedForm>
      )}
    </Dialog>
  );
}

interface ClosuresProps {
  spans: Span[];
  wrong: boolean;
  onChange: (spans: Span[]) => void;
}

function Closures({ spans, wrong, onChange }: ClosuresProps) {
  const change = (span: Span) => onChange(spans.map((one) => (one.id === span.id ? span : one)));
  const add = () => onChange([...spans, { id: Math.max(0, ...spans.map(({ id }) => id)) + 1, from: '', until: '' }]);
  return (
    <fieldset class="closures" aria-describedby={wrong ? 'hours-closures-wrong' : undefined}>
      <legend>{say('team.hours.closures')}</legend>
      {spans.length === 0 && <p class="soft">{say('team.hours.no_closures')}</p>}
      {spans.map((span) => (
        <div key={span.id} class="closure">
          <label>
            {say('team.hours.from')}{' '}
            <input
              type="date"
              value={span.from}
              onInput={({ currentTarget: { value } }) => change({ ...span, from: value })}
            />
          </label>
          <label>
            {say('team.hours.until')}{' '}
            <input
              type="date"
              value={span.until}
              onInput={({ currentTarget: { value } }) => change({ ...span, until: value })}
            />
          </label>
          <button
            type="button"
            class="button"
            aria-label={say('team.hours.drop')}
            onClick={() => onChange(spans.filter((one) => one !== span))}
          >
            <Icon of={x} size={18} />
          </button>
        </div>
      ))}
      <p class="field-problem" id="hours-closures-wrong">
        {wrong && say('team.hours.wrong_days')}
      </p>
      <button type="button" class="button" onClick={add}>
        <Icon of={plus} size={18} />
        {say('team.hours.add')}
      </button>
    </fieldset>
  );
}

function isRead(times: Open[] | undefined): times is Open[] {
  return times !== undefined;
}

function spanOf({ firstDay, lastDay }: Closed, id: number): Span {
  return { id, from: fieldOfDay(firstDay), until: fieldOfDay(lastDay) };
}

// Undefined when they are no days in order; a line without dates says nothing.
function closedIn(spans: readonly Span[]): Closed[] | undefined {
  const closed: Closed[] = [];
  for (const { from, until } of spans) {
    if (!from && !until) continue;
    const firstDay = dayOf(from);
    const lastDay = dayOf(until || from);
    if (firstDay === undefined || lastDay === undefined) return undefined;
    closed.push({ firstDay, lastDay });
  }
  return inOrder(closed);
}
