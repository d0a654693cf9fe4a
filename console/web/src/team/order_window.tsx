// The window of an order that was begun.
import type { RosterView } from '../gen/maintendue/local/v1/console_pb';
import { AddOrder, NewKeyOrder } from './key_orders';
import type { Order, OrderEnds } from './order';
import { LiftOrder, RemoveOrder, RenewOrder } from './plain_orders';
import { RolesOrder } from './roles_order';
import { lastAdministrator } from './standing';
import { SuspendOrder } from './suspend_order';

interface WindowProps extends OrderEnds {
  order: Order;
  roster: RosterView;
  onKept: () => void;
}

export function OrderWindow({ order, roster, onKept, ...ends }: WindowProps) {
  if (!('who' in order)) {
    return order.is === 'add' ? <AddOrder {...ends} /> : <RenewOrder {...ends} />;
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
    case 'suspend':
      return <SuspendOrder {...ends} who={who} lastAdmin={lastAdmin} onKept={onKept} />;
  }
}
