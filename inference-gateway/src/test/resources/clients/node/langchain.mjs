// LangChain.js, as applications use it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { AIMessage, HumanMessage, SystemMessage } from '@langchain/core/messages';
import { ChatOpenAI, OpenAI, OpenAIEmbeddings } from '@langchain/openai';
import { BASE_URL, HASTY_URL, MANY, check, givesUp, untilLoad } from './checks.mjs';

const QUESTION = [new SystemMessage('Be brief.'), new HumanMessage('Which film tonight?')];

function model({ modelKwargs, url = BASE_URL, ...fields } = {}) {
  return new ChatOpenAI({
    model: 'tiny',
    apiKey: 'none',
    temperature: 0,
    maxTokens: 12,
    maxRetries: 0,
    modelKwargs: { logit_bias: { 2: -100 }, ...modelKwargs },
    configuration: { baseURL: url },
    ...fields,
  });
}

const whole = async (fields) => (await model(fields).invoke(QUESTION)).content;

function refuses(act, fields, message) {
  return assert.rejects(act, (error) => {
    for (const [name, value] of Object.entries(fields)) {
      assert.equal(error[name], value, `${name} of ${error}`);
    }
    assert.ok(error.message.includes(message), error.message);
    return true;
  });
}

await check('answers a chat whole', async () => {
  const answer = await model().invoke(QUESTION);
  assert.ok(answer.content.length > 0);
  assert.equal(answer.response_metadata.finish_reason, 'length');
  assert.equal(answer.usage_metadata.output_tokens, 12);
});

await check('streams the same answer', async () => {
  let gathered;
  let chunks = 0;
  for await (const chunk of await model().stream(QUESTION)) {
    gathered = gathered === undefined ? chunk : gathered.concat(chunk);
    chunks++;
  }
  assert.equal(gathered.content, await whole());
  assert.ok(chunks > 3);
  assert.equal(gathered.usage_metadata.output_tokens, 12);
});

await check('goes on with a conversation', async () => {
  const more = new HumanMessage({ content: [{ type: 'text', text: 'And tomorrow?' }] });
  const answer = await model().invoke(QUESTION);
  const next = await model().invoke([...QUESTION, answer, more]);
  assert.ok(next.usage_metadata.input_tokens > answer.usage_metadata.input_tokens);
  assert.equal((await model().invoke([...QUESTION, new AIMessage(answer.content), more])).content, next.content);
  assert.equal((await model().batch([QUESTION, QUESTION])).length, 2);
});

await check('completes a text whole and streamed', async () => {
  const completion = new OpenAI({
    model: 'tiny',
    apiKey: 'none',
    temperature: 0,
    maxTokens: 12,
    configuration: { baseURL: BASE_URL },
  });
  let streamed = '';
  for await (const part of await completion.stream('Film: The')) {
    streamed += part;
  }
  assert.equal(streamed, await completion.invoke('Film: The'));
});

await check('embeds texts', async () => {
  const settings = { model: 'tiny', apiKey: 'none', configuration: { baseURL: BASE_URL } };
  const embeddings = new OpenAIEmbeddings(settings);
  const [matrix, heat] = await embeddings.embedDocuments(['Film: The Matrix', 'Heat']);
  assert.equal(matrix.length, 32);
  assert.notDeepEqual(matrix, heat);
  const query = await embeddings.embedQuery('Film: The Matrix');
  const plain = await new OpenAIEmbeddings({ ...settings, encodingFormat: 'float' }).embedQuery('Film: The Matrix');
  matrix.forEach((number, i) => {
    assert.ok(Math.abs(number - query[i]) < 1e-5);
    assert.ok(Math.abs(number - plain[i]) < 1e-5);
  });
});

await check('answers a user with the own adapter', async () => {
  assert.notEqual(await whole({ user: 'ada' }), await whole());
});

await check('sends the fields that OpenAI does not have', async () => {
  assert.equal(await whole({ user: 'ada', modelKwargs: { adapter: 'base' } }), await whole());
  const task = { task: 'movie-rating', input: { title: 'Alien', genres: 'Horror' } };
  const rated = await model({ user: 'ada', modelKwargs: task }).invoke([]);
  assert.ok(rated.usage_metadata.input_tokens > 0);
});

await check('is told of a model that is not there', async () => {
  const fields = { status: 404, code: 'model_not_found', param: 'model' };
  const message = "There is no model 'gpt-unknown' here";
  await refuses(whole({ model: 'gpt-unknown' }), fields, message);
  await refuses(model({ model: 'gpt-unknown' }).stream(QUESTION), fields, message);
});

await check('is told of a field that is wrong', async () => {
  const fields = { status: 400, code: 'invalid_value', param: 'temperature' };
  await refuses(whole({ temperature: 9 }), fields, "'temperature' must be a number from 0 to 2.");
});

await check('is told of what is not offered', async () => {
  const tool = { type: 'function', function: { name: 'lookup', parameters: { type: 'object', properties: {} } } };
  const fields = { status: 400, code: 'unsupported_parameter', param: 'tools' };
  await refuses(model().bindTools([tool]).invoke(QUESTION), fields, "'tools' is not offered here");
  await refuses(
    whole({ modelKwargs: { flavour: 'sweet' } }),
    { status: 400, code: 'unknown_parameter', param: 'flavour' },
    "There is no field 'flavour'",
  );
});

await check('comes again when there was no place', async () => {
  const hold = new AbortController();
  for (let i = 0; i < 3; i++) {
    model({ maxTokens: MANY }).invoke(QUESTION, { signal: hold.signal }).catch(() => {});
  }
  let answer;
  try {
    await untilLoad(2, 1);
    await refuses(whole(), { status: 429, code: 'queue_full' }, 'All 2 slots run');
    answer = whole({ maxRetries: 6, onFailedAttempt: () => hold.abort() });
    await Promise.race([answer, once(hold.signal, 'abort')]);
  } finally {
    hold.abort();
  }
  assert.ok((await answer).length > 0);
  await untilLoad(0, 0);
});

await check('gives up a stream', async () => {
  await givesUp(async () => {
    for await (const chunk of await model({ maxTokens: MANY }).stream(QUESTION)) {
      if (chunk.content) {
        break;
      }
    }
  });
  await givesUp(async () => {
    const abort = new AbortController();
    await assert.rejects(async () => {
      for await (const chunk of await model({ maxTokens: MANY }).stream(QUESTION, { signal: abort.signal })) {
        if (chunk.content) {
          abort.abort();
        }
      }
    });
  });
});

await check('gives up a whole answer', async () => {
  await givesUp(async () => {
    const abort = new AbortController();
    const answer = model({ maxTokens: MANY }).invoke(QUESTION, { signal: abort.signal });
    answer.catch(() => {});
    await untilLoad(1, 0);
    abort.abort();
    await assert.rejects(answer);
  });
});

await check('is told why an answer ended early', async () => {
  let chunks = 0;
  const streamed = async () => {
    for await (const chunk of await model({ url: HASTY_URL, maxTokens: MANY }).stream(QUESTION)) {
      chunks += chunk.content.length > 0 ? 1 : 0;
    }
  };
  const message = 'The answer was not complete within 3 seconds';
  await Promise.all([
    refuses(streamed(), { code: 'timeout' }, message),
    refuses(whole({ url: HASTY_URL, maxTokens: MANY }), { status: 504, code: 'timeout' }, message),
  ]);
  assert.ok(chunks > 0);
});
