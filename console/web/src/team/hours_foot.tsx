// The hours that families read under the number.
import type { Hours } from '../gen/maintendue/v1/hours_pb';
import { useNow } from '../ui/now';
import { locale } from '../words/figures';
import { say } from '../words/words';
import { closedWords, dayText, saysHours, weekdayName, weekdays } from './hours_text';

interface HoursFootProps {
  hours: Hours | undefined;
  phone: string;
  onChange: (() => void) | undefined;
}

export function HoursFoot({ hours, phone, onChange }: HoursFootProps) {
  const today = useNow(60_000) / 86_400_000;
  const closed = hours?.closed.filter(({ lastDay }) => lastDay + 1 > today) ?? [];
  return (
    <section class="card list-foot" aria-labelledby="hours-title" data-testid="hours">
      <div>
        <h2 id="hours-title">{say('team.hours.heading')}</h2>
        {saysHours(hours) ? (
          <dl class="hours">
            {weekdays.map((weekday) => (
              <div key={weekday}>
                <dt>{weekdayName(weekday, locale())}</dt>
                <dd dir="ltr">{dayText(hours.open, weekday).replaceAll('-', '–') || say('team.hours.closed_day')}</dd>
              </div>
            ))}
          </dl>
        ) : (
          <p>{say('team.hours.none')}</p>
        )}
        {closed.map((days) => (
          <p key={days.firstDay}>{closedWords(days, locale())}</p>
        ))}
        {saysHours(hours) && !phone && <p class="field-problem">{say('team.hours.no_phone')}</p>}
        <p class="soft">{say('team.hours.where')}</p>
      </div>
      {onChange && (
        <button type="button" class="button" onClick={onChange}>
          {say('team.hours.change')}
        </button>
      )}
    </section>
  );
}
