// The window of an order that was begun.
import type { RosterView } from '../gen/maintendue/local/v1/console_pb';
import { AddOrder, NewKeyOrder } from './key_orders';
import type { Order, OrderEnds } from './order';
import { ExtendOrder } from './extend_order';
import { HoursOrder } from './hours_order';
import { PhoneOrder } from './phone_order';
import { DeputyOrder, LiftOrder, RemoveOrder, RenewOrder } from './plain_orders';
import { RolesOrder } from './roles_order';
import { deputyOf, lastAdministrator } from './standing';
import { SuspendOrder } from './suspend_order';

interface WindowProps extends OrderEnds {
  order: Order;
  roster: RosterView;
  onKept: () => void;
}

export function OrderWindow({ order, roster, onKept, ...ends }: WindowProps) {
  if (!('who' in order)) {
    switch (order.is) {
      case 'add':
        return <AddOrder {...ends} />;
      case 'renew':
        return <RenewOrder {...ends} />;
      case 'extend':
        return <ExtendOrder {...ends} roster={roster} />;
      case 'phone':
        return <PhoneOrder {...ends} phone={roster.phone} />;
      case 'hours':
        return <HoursOrder {...ends} hours={roster.hours} />;
    }
  }
  const { who } = order;
  const lastAdmin = lastAdministrator(roster, who);
  switch (order.is) {
    case 'roles':
      return <RolesOrder {...ends} who={who} lastAdmin={lastAdmin} />;
    case 'new_key':
      return <NewKeyOrder {...ends} who={who} />;
    case 'remove':
      return <RemoveOrder {...ends} who={who} />;
    case 'lift':
      return <LiftOrder {...ends} who={who} />;
    case 'deputy':
    case 'no_deputy':
      return <DeputyOrder {...ends} who={who} before={deputyOf(roster)} />;
    case 'suspend':
      return <SuspendOrder {...ends} who={who} lastAdmin={lastAdmin} onKept={onKept} />;
  }
}
