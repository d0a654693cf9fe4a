// What was said of the PCs that came under this number: who, and when.
import { RepairKind, type Machine } from '../gen/maintendue/v1/fleet_pb';
import { dayAndTime, exactTime } from '../words/figures';
import { isolated } from '../words/people';
import { say } from '../words/words';

export function Repairs({ machine, now }: { machine: Machine; now: number }) {
  if (machine.repairs.length === 0) return null;
  return (
    <section aria-labelledby="repairs-title" data-testid="repairs">
      <h2 id="repairs-title">{say('repairs.title')}</h2>
      <ul class="card repairs">
        {machine.repairs.map((one) => {
          const at = Number(one.atMs);
          const name = isolated(one.operatorName);
          return (
            <li key={`${at}-${one.holder}`}>
              <time class="soft" dateTime={new Date(at).toISOString()} title={exactTime(at)}>
                {dayAndTime(at, now)}
              </time>
              <span>
                {one.kind === RepairKind.SAME_PC
                  ? say('repairs.same', { name })
                  : say('repairs.other', { name })}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
