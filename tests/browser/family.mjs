// Asks whoever started us to act as the family, and waits for what came of it.
import { createInterface } from 'node:readline';

const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

export async function askFamily(...act) {
  process.stdout.write(`FAMILY ${JSON.stringify(act)}\n`);
  const { value, done } = await answers.next();
  if (done) throw new Error('nobody plays the family');
  const answer = JSON.parse(value);
  if (answer.error) throw new Error(answer.error);
  return answer.ok;
}
