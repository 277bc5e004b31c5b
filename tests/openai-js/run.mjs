// From upload to deletion, as users of the official client write it: run.mjs BASE_ADDRESS KEY MODEL ROWS NODE_MODULES
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';

const [baseURL, apiKey, model, rows, packages] = process.argv.slice(2);
const { OpenAI } = createRequire(`${packages}/`)('openai');
const client = new OpenAI({ baseURL, apiKey });

const file = await client.files.create({ file: createReadStream(rows), purpose: 'fine-tune' });
let job = await client.fineTuning.jobs.create({
  model,
  training_file: file.id,
  suffix: 'From JavaScript',
  method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 1, batch_size: 4 } } },
});
while (!['succeeded', 'failed', 'cancelled'].includes(job.status)) {
  await new Promise((resolve) => setTimeout(resolve, 200));
  job = await client.fineTuning.jobs.retrieve(job.id);
}

const events = [];
for await (const event of client.fineTuning.jobs.listEvents(job.id)) events.push(event.message);
const answer = await client.chat.completions.create({
  model: job.fine_tuned_model,
  messages: [{ role: 'user', content: 'a lovely film' }],
  logprobs: true,
  top_logprobs: 2,
});
let streamed = '';
const stream = await client.chat.completions.create({
  model: job.fine_tuned_model,
  messages: [{ role: 'user', content: 'a lovely film' }],
  stream: true,
});
for await (const chunk of stream) streamed += chunk.choices[0]?.delta?.content ?? '';
const models = [];
for await (const each of client.models.list()) models.push(each.id);
const deleted = await client.models.delete(job.fine_tuned_model);
const gone = await client.models.retrieve(job.fine_tuned_model).catch((error) => error.status);
await client.files.delete(file.id);

console.log(JSON.stringify({
  status: job.status,
  model: job.fine_tuned_model,
  events: events.length,
  label: answer.choices[0].message.content,
  labels: answer.choices[0].logprobs.content[0].top_logprobs.length,
  streamed,
  models,
  deleted: deleted.deleted,
  gone,
}));
