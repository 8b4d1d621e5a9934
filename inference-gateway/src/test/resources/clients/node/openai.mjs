// OpenAI's client for Node, as applications use it.
import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { BASE_URL, HASTY_URL, MANY, check, givesUp, untilLoad, until } from './checks.mjs';

const client = new OpenAI({ baseURL: BASE_URL, apiKey: 'none', maxRetries: 0 });

const CHAT = {
  model: 'tiny',
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Which film tonight?' },
  ],
  max_completion_tokens: 12,
  temperature: 0,
  logit_bias: { 2: -100 },
};
const LONG = { ...CHAT, max_completion_tokens: MANY };

const text = (answer) => answer.choices[0].message.content;
const whole = async (fields = {}) => text(await client.chat.completions.create({ ...CHAT, ...fields }));

/** A client that counts the responses of each status. */
function counting(settings) {
  const counts = {};
  const counted = new OpenAI({
    apiKey: 'none',
    ...settings,
    fetch: async (...request) => {
      const response = await fetch(...request);
      counts[response.status] = (counts[response.status] ?? 0) + 1;
      return response;
    },
  });
  return [counted, counts];
}

function refuses(act, type, fields, message) {
  return assert.rejects(act, (error) => {
    assert.ok(error instanceof type, `${error}`);
    for (const [name, value] of Object.entries(fields)) {
      assert.equal(error[name], value, name);
    }
    assert.ok(error.message.includes(message), error.message);
    return true;
  });
}

await check('lists the model', async () => {
  const models = [];
  for await (const model of client.models.list()) {
    models.push(model.id);
  }
  assert.deepEqual(models, ['tiny']);
  assert.equal((await client.models.retrieve('tiny')).id, 'tiny');
});

await check('answers a chat whole', async () => {
  const answer = await client.chat.completions.create(CHAT);
  assert.ok(text(answer).length > 0);
  assert.equal(answer.choices[0].finish_reason, 'length');
  assert.equal(answer.usage.completion_tokens, 12);
  assert.equal(answer.usage.total_tokens, 12 + answer.usage.prompt_tokens);
});

await check('streams the same answer', async () => {
  const stream = await client.chat.completions.create({
    ...CHAT,
    stream: true,
    stream_options: { include_usage: true },
  });
  const chunks = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
  }
  assert.equal(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join(''), await whole());
  assert.ok(chunks.length > 3);
  assert.equal(chunks.at(-1).usage.completion_tokens, 12);
  assert.equal(chunks.at(-2).choices[0].finish_reason, 'length');

  const gathered = await client.chat.completions.stream(CHAT).finalChatCompletion();
  assert.equal(text(gathered), await whole());
});

await check('goes on with a conversation', async () => {
  const answer = await client.chat.completions.create(CHAT);
  const messages = [
    ...CHAT.messages,
    answer.choices[0].message,
    { role: 'user', name: 'ada', content: [{ type: 'text', text: 'And tomorrow?' }] },
  ];
  const next = await client.chat.completions.create({ ...CHAT, messages });
  assert.ok(next.usage.prompt_tokens > answer.usage.prompt_tokens);
});

await check('completes a text whole and streamed', async () => {
  const request = { model: 'tiny', prompt: 'Film: The', max_tokens: 12, temperature: 0, logprobs: 2 };
  const answer = await client.completions.create(request);
  assert.ok(answer.choices[0].logprobs.tokens.length > 0);
  let streamed = '';
  for await (const part of await client.completions.create({ ...request, stream: true })) {
    streamed += part.choices[0]?.text ?? '';
  }
  assert.equal(streamed, answer.choices[0].text);
});

await check('embeds texts', async () => {
  // Without a format the client asks for base64 and decodes it.
  const packed = await client.embeddings.create({ model: 'tiny', input: ['Film: The Matrix', 'Heat'] });
  const plain = await client.embeddings.create({
    model: 'tiny',
    input: 'Film: The Matrix',
    encoding_format: 'float',
  });
  assert.equal(packed.data.length, 2);
  assert.equal(packed.data[0].embedding.length, 32);
  packed.data[0].embedding.forEach((number, i) => assert.ok(Math.abs(number - plain.data[0].embedding[i]) < 1e-5));
  const personal = await client.embeddings.create({ model: 'tiny', input: 'Heat', user: 'ada' });
  assert.notDeepEqual(personal.data[0].embedding, packed.data[1].embedding);
});

await check('answers a user with the own adapter', async () => {
  const { data, response } = await client.chat.completions.create({ ...CHAT, user: 'ada' }).withResponse();
  assert.match(response.headers.get('x-intarsia-adapter'), /^own; user=ada; version=3; digest=/);
  assert.notEqual(text(data), await whole());
});

await check('sends the fields that OpenAI does not have', async () => {
  assert.equal(await whole({ user: 'ada', adapter: 'base' }), await whole());
  const rated = await client.chat.completions.create({
    ...CHAT,
    user: 'ada',
    messages: [],
    task: 'movie-rating',
    input: { title: 'Alien', genres: 'Horror' },
  });
  assert.equal(rated.intarsia.adapter.kind, 'own');
});

await check('is told of a model that is not there', async () => {
  const fields = { status: 404, code: 'model_not_found', param: 'model' };
  const message = "There is no model 'gpt-unknown' here";
  await refuses(whole({ model: 'gpt-unknown' }), OpenAI.NotFoundError, fields, message);
  await refuses(whole({ model: 'gpt-unknown', stream: true }), OpenAI.NotFoundError, fields, message);
});

await check('is told of a field that is wrong', async () => {
  await refuses(
    whole({ temperature: 9 }),
    OpenAI.BadRequestError,
    { code: 'invalid_value', param: 'temperature', type: 'invalid_request_error' },
    "'temperature' must be a number from 0 to 2.",
  );
});

await check('is told of what is not offered', async () => {
  const tools = [{ type: 'function', function: { name: 'lookup', parameters: {} } }];
  await refuses(
    whole({ tools }),
    OpenAI.BadRequestError,
    { code: 'unsupported_parameter', param: 'tools' },
    "'tools' is not offered here",
  );
  await refuses(
    whole({ flavour: 'sweet' }),
    OpenAI.BadRequestError,
    { code: 'unknown_parameter', param: 'flavour' },
    "There is no field 'flavour'",
  );
});

await check('comes again when there was no place', async () => {
  const hold = new AbortController();
  for (let i = 0; i < 3; i++) {
    client.chat.completions.create({ ...LONG, stream: true }, { signal: hold.signal }).catch(() => {});
  }
  const [patient, counts] = counting({ baseURL: BASE_URL, maxRetries: 10 });
  let answer;
  try {
    await untilLoad(2, 1);
    await refuses(whole(), OpenAI.RateLimitError, { status: 429, code: 'queue_full' }, 'All 2 slots run');
    answer = patient.chat.completions.create(CHAT);
    await until('a refusal', () => counts[429] > 0);
  } finally {
    hold.abort();
  }
  assert.ok(text(await answer).length > 0);
  await untilLoad(0, 0);
});

await check('gives up a stream', async () => {
  await givesUp(async () => {
    for await (const chunk of await client.chat.completions.create({ ...LONG, stream: true })) {
      if (chunk.choices[0].delta.content) {
        break;
      }
    }
  });
  await givesUp(async () => {
    const stream = await client.chat.completions.create({ ...LONG, stream: true });
    await untilLoad(1, 0);
    stream.controller.abort();
  });
});

await check('gives up a whole answer', async () => {
  await givesUp(async () => {
    const abort = new AbortController();
    const answer = client.chat.completions.create(LONG, { signal: abort.signal });
    answer.catch(() => {});
    await untilLoad(1, 0);
    abort.abort();
    await assert.rejects(answer, OpenAI.APIUserAbortError);
  });
});

await check('is told why an answer ended early', async () => {
  const [hasty, counts] = counting({ baseURL: HASTY_URL, maxRetries: 5 });
  let chunks = 0;
  const streamed = async () => {
    for await (const chunk of await hasty.chat.completions.create({ ...LONG, stream: true })) {
      chunks += chunk.choices.length;
    }
  };
  const message = 'The answer was not complete within 3 seconds';
  await Promise.all([
    refuses(streamed(), OpenAI.APIError, { code: 'timeout' }, message),
    refuses(hasty.chat.completions.create(LONG), OpenAI.InternalServerError, { status: 504 }, message),
  ]);
  assert.ok(chunks > 1);
  assert.deepEqual(counts, { 200: 1, 504: 1 });
});
