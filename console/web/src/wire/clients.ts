// Typed calls to the console on this PC, which answers some itself and passes the others to the relay.
import { createClient, type Client, type Interceptor } from '@connectrpc/connect';
import { createConnectTransport } from '@connectrpc/connect-web';
import { Console } from '../gen/maintendue/local/v1/console_pb';
import { Calls } from '../gen/maintendue/v1/calls_pb';
import { Duties } from '../gen/maintendue/v1/duties_pb';
import { Events } from '../gen/maintendue/v1/events_pb';
import { Fleet } from '../gen/maintendue/v1/fleet_pb';
import { Sessions } from '../gen/maintendue/v1/sessions_pb';

export interface Clients {
  console: Client<typeof Console>;
  fleet: Client<typeof Fleet>;
  calls: Client<typeof Calls>;
  sessions: Client<typeof Sessions>;
  events: Client<typeof Events>;
  duties: Client<typeof Duties>;
}

const tokenHeader = 'X-Maintendue-Token';

export function clientsAt(baseUrl: string, token: string): Clients {
  const showToken: Interceptor = (next) => (request) => {
    request.header.set(tokenHeader, token);
    return next(request);
  };
  const transport = createConnectTransport({
    baseUrl,
    useBinaryFormat: true,
    interceptors: [showToken],
  });
  return {
    console: createClient(Console, transport),
    fleet: createClient(Fleet, transport),
    calls: createClient(Calls, transport),
    sessions: createClient(Sessions, transport),
    events: createClient(Events, transport),
    duties: createClient(Duties, transport),
  };
}
