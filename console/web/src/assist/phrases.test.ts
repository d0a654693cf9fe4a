import { beforeEach, describe, expect, it } from 'vitest';
import { Phrase } from '../gen/maintendue/v1/slip_pb';
import { say, speak } from '../words/words';
import { cardOf, phraseGroups, phrasesWith } from './phrases';

beforeEach(() => speak('fr'));

const found = (wanted: string) =>
  phrasesWith(wanted).flatMap(({ cards }) => cards.map(({ words }) => say(words)));

describe('the phrase cards', () => {
  it('are those of the contract, each once', () => {
    const ours = phraseGroups.flatMap(({ cards }) => cards.map(({ phrase }) => phrase));
    const all = Object.values(Phrase).filter((one): one is Phrase => typeof one === 'number');
    expect([...ours].sort((a, b) => a - b)).toEqual(all.filter((one) => one !== 0));
    for (const one of ours) expect(cardOf(one)?.phrase).toBe(one);
  });

  it('are found by their words, whatever the accents and the order', () => {
    expect(found('chargeur')).toEqual(['Branchez le chargeur.']);
    expect(found('TOUCHE echap')).toEqual(['Appuyez sur la touche Échap.']);
    expect(found('echap  touche')).toEqual(['Appuyez sur la touche Échap.']);
    expect(found("l'imprimante allumez")).toEqual(['Allumez l’imprimante.']);
    expect(found('').length).toBe(45);
    expect(found('zzz')).toEqual([]);
  });
});
