import { Code, ConnectError } from '@connectrpc/connect';
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import { button, click, clientsOf, deskOf, draw, settled } from '../../tests/support/desk';
import { Console } from '../gen/maintendue/local/v1/console_pb';
import { speak } from '../words/words';
import { CardPage } from './card_view';

const ours = '00000000000000a1';
const words = () => document.body.textContent!;
let asked: string[];
let signed: Array<{ text: string; machineId: string }>;

async function arrive(read: (text: string) => object, sign: () => object = () => ({})): Promise<void> {
  asked = [];
  signed = [];
  const clients = clientsOf((router) => {
    router.service(Console, {
      readCard: ({ text }) => {
        asked.push(text);
        return read(text);
      },
      verifyByCard: ({ text, machineId }) => {
        signed.push({ text, machineId });
        return sign();
      },
    });
  });
  await draw(<CardPage machineId={ours} />, deskOf(clients));
  await settled();
}

async function paste(text: string): Promise<void> {
  const field = document.querySelector('input')!;
  await act(() => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await click(button('Lire'));
}

const refusing = (name: string) => () => {
  throw new ConnectError(name, Code.InvalidArgument);
};

beforeEach(() => speak('fr'));

describe('making sure of a PC where it stands', () => {
  it('opens no camera by itself and signs nothing before one says so', async () => {
    await arrive(() => ({ machineId: ours }));
    expect(document.querySelector('video')).toBeNull();
    await paste(' MT1:card ');
    expect(asked).toEqual(['MT1:card']);
    expect(words()).toContain('0000 000000 0000a1');
    expect(signed).toEqual([]);
    await click(button('Oui, reconnaître ce PC'));
    expect(signed).toEqual([{ text: 'MT1:card', machineId: ours }]);
    expect(words()).toContain('Ce PC est reconnu');
  });

  it('tells of another key before one signs', async () => {
    await arrive(() => ({ machineId: ours, otherKey: true }));
    await paste('MT1:card');
    expect(words()).toContain('avait une autre clé');
  });

  it('has nothing to sign for a PC that is known already', async () => {
    await arrive(() => ({ machineId: ours, known: true }));
    await paste('MT1:card');
    expect(words()).toContain('déjà reconnu');
    expect(button('Oui, reconnaître')).toBeUndefined();
  });

  it('offers no signature for another PC’s card', async () => {
    await arrive(() => ({ machineId: '00000000000000b2' }));
    await paste('MT1:card');
    expect(words()).toContain('autre PC');
    expect(words()).toContain('0000 000000 0000b2');
    expect(button('Oui, reconnaître')).toBeUndefined();
    await click(button('Montrer une autre carte'));
    expect(document.querySelector('input')).not.toBeNull();
  });

  it('shows no letter of what is no card, and lets one try on', async () => {
    await arrive(refusing('bad_message'));
    await paste('<img src=x onerror=alert(1)>\u202e');
    expect(words()).toContain('pas la carte d’un PC');
    expect(words()).not.toContain('onerror');
    expect(document.querySelector('img')).toBeNull();
    await paste('again');
    expect(asked).toHaveLength(2);
  });

  it('names a card of another association', async () => {
    await arrive(refusing('not_trusted'));
    await paste('MT1:card');
    expect(words()).toContain('autre association');
  });

  it('says when the signature was not made', async () => {
    await arrive(() => ({ machineId: ours }), refusing('internal'));
    await paste('MT1:card');
    await click(button('Oui, reconnaître ce PC'));
    expect(words()).not.toContain('Ce PC est reconnu');
    expect(button('Montrer une autre carte')).toBeDefined();
  });

  it('says what can be done where there is no camera', async () => {
    await arrive(() => ({}));
    await click(button('Ouvrir la caméra'));
    expect(words()).toContain('Pas de caméra sur ce PC');
    expect(document.querySelector('input')).not.toBeNull();
  });
});
