// How the picture comes through, measured: bytes per second of late, and all of them.
import signal from 'icon:signal';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../ui/icon';
import { byteSize } from '../words/figures';
import { say } from '../words/words';
import { Meter } from './meter';
import type { AssistSession } from './session';

export function Quality({ session }: { session: AssistSession }) {
  const meter = useRef(new Meter());
  const [speed, setSpeed] = useState(0);
  useEffect(() => {
    const measure = () =>
      setSpeed(meter.current.sample(session.channel.receivedBytes, performance.now()));
    measure();
    const timer = setInterval(measure, 1000);
    return () => clearInterval(timer);
  }, [session]);

  const total = session.channel.receivedBytes;
  return (
    <span class="bar-chip" title={say('assist.quality')} data-testid="quality">
      <Icon of={signal} size={18} />
      {say('assist.speed', { speed: byteSize(speed), total: byteSize(total) })}
    </span>
  );
}
