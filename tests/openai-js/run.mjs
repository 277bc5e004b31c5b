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
const ended = (each) => ['succeeded', 'failed', 'cancelled'].includes(each.status);
const reached = async (each, isThere) => {
  while (!isThere(each)) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    each = await client.fineTuning.jobs.retrieve(each.id);
  }
  return each;
};
job = await reached(job, ended);

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

// A longer job, paused, gone on with and cancelled.
let other = await client.fineTuning.jobs.create({
  model,
  training_file: file.id,
  method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 500 } } },
});
const jobs = [];
for await (const each of client.fineTuning.jobs.list({ limit: 1 })) jobs.push(each.id);
await reached(other, (each) => each.status === 'running' && each.estimated_finish);
await client.fineTuning.jobs.pause(other.id);
other = await reached(other, (each) => each.status === 'paused');
const checkpoints = [];
for await (const each of client.fineTuning.jobs.checkpoints.list(other.id)) checkpoints.push(each.fine_tuning_job_id);
const resumed = await client.fineTuning.jobs.resume(other.id);
await client.fineTuning.jobs.cancel(other.id);
other = await reached(other, ended);

const files = [];
for await (const each of client.files.list({ purpose: 'fine-tune' })) files.push(each.id);
const named = (await client.files.retrieve(file.id)).filename;
const content = await (await client.files.content(file.id)).text();
const unknown = await client.embeddings.create({ model, input: 'a film' }).catch((error) => error);

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
  jobs: jobs.map((id) => id === other.id ? 'other' : id === job.id ? 'job' : id),
  checkpoints: checkpoints.map((id) => id === other.id),
  resumed: resumed.status,
  other: other.status,
  files: files.map((id) => id === file.id),
  named,
  content: content.length,
  unknown: [unknown.status, unknown.code, unknown.type],
  deleted: deleted.deleted,
  gone,
}));
