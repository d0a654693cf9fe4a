// A state of a page that needs words: what is so, what it means, what one can do.
import type { ComponentChildren } from 'preact';
import { Icon, type Shapes } from './icon';

export type Tone = 'quiet' | 'attention' | 'red' | 'green';

interface NoticeProps {
  icon: Shapes;
  title: string;
  tone?: Tone;
  testId?: string;
  // Read out when it appears.
  alert?: boolean;
  // It is the whole page.
  alone?: boolean;
  children?: ComponentChildren;
  // What can be done about it, at the end of the line.
  action?: ComponentChildren;
}

export function Notice(props: NoticeProps) {
  const { icon, title, tone = 'quiet', testId, alert, alone, children, action } = props;
  return (
    <section class={`notice ${tone}`} role={alert ? 'alert' : undefined} data-testid={testId}>
      <span class="notice-icon">
        <Icon of={icon} size={28} />
      </span>
      <div class="notice-words">
        {alone ? <h1>{title}</h1> : <h2>{title}</h2>}
        {children}
      </div>
      {action && <div class="notice-action">{action}</div>}
    </section>
  );
}
