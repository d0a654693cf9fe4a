// Text both ways, and only when somebody says so: nothing leaves this PC's clipboard by itself.
import copy from 'icon:copy';
import send from 'icon:send';
import { useRef, useState } from 'preact/hooks';
import { Icon } from '../ui/icon';
import { useStore } from '../ui/store';
import { say } from '../words/words';
import { clipboardLimit, type Hands } from './hands';

export function ClipboardPanel({ hands, allowed }: { hands: Hands; allowed: boolean }) {
  return (
    <>
      <SendText hands={hands} allowed={allowed} />
      <ReceivedText hands={hands} />
    </>
  );
}

function SendText({ hands, allowed }: { hands: Hands; allowed: boolean }) {
  const [text, setText] = useState('');
  const [sent, setSent] = useState(false);
  const tooLong = new TextEncoder().encode(text).length > clipboardLimit;
  const submit = (event: Event) => {
    event.preventDefault();
    hands.sendClipboard(text);
    setSent(true);
  };
  return (
    <form class="clipboard-part" onSubmit={submit}>
      <label for="clipboard-out">{say('clipboard.out')}</label>
      <textarea
        id="clipboard-out"
        rows={5}
        dir="auto"
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setSent(false);
        }}
      />
      <button type="submit" class="button" disabled={!allowed || text === '' || tooLong}>
        <Icon of={send} size={18} />
        {say('clipboard.send')}
      </button>
      <p role="status" class="soft">
        {tooLong ? say('clipboard.too_long') : sent ? say('clipboard.sent') : ''}
      </p>
    </form>
  );
}

function ReceivedText({ hands }: { hands: Hands }) {
  const { text, count } = useStore(hands.received);
  const field = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState(0);
  const take = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(count);
    } catch {
      // The browser refuses the clipboard: the text stands ready for Ctrl+C.
      field.current?.select();
    }
  };
  return (
    <div class="clipboard-part">
      <label for="clipboard-in">{say('clipboard.in')}</label>
      <textarea
        id="clipboard-in"
        ref={field}
        rows={5}
        dir="auto"
        readOnly
        value={text}
        placeholder={say('clipboard.nothing')}
      />
      <button type="button" class="button" disabled={count === 0} onClick={take}>
        <Icon of={copy} size={18} />
        {say('clipboard.copy')}
      </button>
      <p role="status" class="soft">
        {count > 0 && copied === count ? say('clipboard.copied') : ''}
      </p>
    </div>
  );
}
