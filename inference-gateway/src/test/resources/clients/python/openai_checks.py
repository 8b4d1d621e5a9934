"""OpenAI's client for Python, as applications use it."""

import asyncio
import json
import os
import sys
import threading
import time
import traceback
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import openai
from openai import AsyncOpenAI, OpenAI

BASE_URL = os.environ["GATEWAY_URL"]
# Of a gateway that gives up an answer after three seconds.
HASTY_URL = os.environ["HASTY_GATEWAY_URL"]
# More tokens than are generated while a check runs.
MANY = 50_000
SOON = 30

CHAT = {
    "model": "tiny",
    "messages": [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "Which film tonight?"},
    ],
    "max_completion_tokens": 12,
    "temperature": 0,
    "logit_bias": {"2": -100},
}
LONG = {**CHAT, "max_completion_tokens": MANY}

client = OpenAI(base_url=BASE_URL, api_key="none", max_retries=0)
failed = False


def check(name):
    """Runs one check; a program with a check that fails goes on and ends with 1."""

    def run(act):
        global failed
        try:
            act()
            print(f"ok: {name}", flush=True)
        except Exception:
            print(f"failed: {name}\n{traceback.format_exc()}", flush=True)
            failed = True

    return run


def load():
    with urllib.request.urlopen(f"{BASE_URL}/status") as response:
        return json.load(response)["generation"]


def until(what, condition):
    end = time.monotonic() + SOON
    while not condition():
        assert time.monotonic() < end, f"{what}: not so within {SOON} s"
        time.sleep(0.02)


def until_load(running, waiting):
    def reached():
        now = load()
        return now["running"] == running and now["waiting"] == waiting

    until(f"{running} running and {waiting} waiting", reached)


def gives_up(act):
    """Checks that an answer of MANY tokens is given up when `act` has ended."""
    before = load()["tokens"]
    act()
    until_load(0, 0)
    generated = load()["tokens"] - before
    assert generated < MANY, f"The answer was generated to its end: {generated} tokens."


def whole(**fields):
    return client.chat.completions.create(**{**CHAT, **fields}).choices[0].message.content


def refuses(act, kind, message, **fields):
    try:
        act()
    except kind as error:
        for name, value in fields.items():
            assert getattr(error, name) == value, f"{name} of {error!r}"
        assert message in str(error), repr(error)
        return
    raise AssertionError(f"{kind.__name__} was not raised")


def counting(**settings):
    """A client that counts the responses of each status."""
    counts = {}

    def count(response):
        counts[response.status_code] = counts.get(response.status_code, 0) + 1

    http = openai.DefaultHttpxClient(event_hooks={"response": [count]})
    return OpenAI(api_key="none", http_client=http, **settings), counts


@check("lists the model")
def _():
    assert [model.id for model in client.models.list()] == ["tiny"]
    assert client.models.retrieve("tiny").id == "tiny"


@check("answers a chat whole")
def _():
    answer = client.chat.completions.create(**CHAT)
    assert answer.choices[0].message.content
    assert answer.choices[0].finish_reason == "length"
    assert answer.usage.completion_tokens == 12
    assert answer.usage.total_tokens == 12 + answer.usage.prompt_tokens


@check("streams the same answer")
def _():
    options = {"stream": True, "stream_options": {"include_usage": True}}
    with client.chat.completions.create(**CHAT, **options) as stream:
        chunks = list(stream)
    deltas = [chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices]
    assert "".join(deltas) == whole()
    assert len(chunks) > 3
    assert chunks[-1].usage.completion_tokens == 12
    assert chunks[-2].choices[0].finish_reason == "length"

    async def asynchronous():
        async with AsyncOpenAI(base_url=BASE_URL, api_key="none") as other:
            stream = await other.chat.completions.create(**CHAT, stream=True)
            return "".join([chunk.choices[0].delta.content or "" async for chunk in stream])

    assert asyncio.run(asynchronous()) == whole()


@check("goes on with a conversation")
def _():
    answer = client.chat.completions.create(**CHAT)
    more = {"role": "user", "name": "ada", "content": [{"type": "text", "text": "And tomorrow?"}]}
    messages = CHAT["messages"] + [answer.choices[0].message, more]
    after = client.chat.completions.create(**{**CHAT, "messages": messages})
    assert after.usage.prompt_tokens > answer.usage.prompt_tokens


@check("completes a text whole and streamed")
def _():
    request = {"model": "tiny", "prompt": "Film: The", "max_tokens": 12, "temperature": 0, "logprobs": 2}
    answer = client.completions.create(**request)
    assert answer.choices[0].logprobs.tokens
    parts = client.completions.create(**request, stream=True)
    assert "".join(part.choices[0].text for part in parts) == answer.choices[0].text


@check("embeds texts")
def _():
    # Without a format the client asks for base64 and decodes it.
    packed = client.embeddings.create(model="tiny", input=["Film: The Matrix", "Heat"])
    plain = client.embeddings.create(model="tiny", input="Film: The Matrix", encoding_format="float")
    assert len(packed.data) == 2
    assert len(packed.data[0].embedding) == 32
    for one, other in zip(packed.data[0].embedding, plain.data[0].embedding):
        assert abs(one - other) < 1e-5
    personal = client.embeddings.create(model="tiny", input="Heat", user="ada")
    assert personal.data[0].embedding != packed.data[1].embedding


@check("answers a user with the own adapter")
def _():
    response = client.chat.completions.with_raw_response.create(**CHAT, user="ada")
    assert response.headers["x-intarsia-adapter"].startswith("own; user=ada; version=3; digest=")
    assert response.parse().choices[0].message.content != whole()


@check("sends the fields that OpenAI does not have")
def _():
    assert whole(user="ada", extra_body={"adapter": "base"}) == whole()
    task = {"task": "movie-rating", "input": {"title": "Alien", "genres": "Horror"}}
    rated = client.chat.completions.create(**{**CHAT, "messages": []}, user="ada", extra_body=task)
    assert rated.intarsia["adapter"]["kind"] == "own"


@check("is told of a model that is not there")
def _():
    expected = {"status_code": 404, "code": "model_not_found", "param": "model"}
    message = "There is no model 'gpt-unknown' here"
    refuses(lambda: whole(model="gpt-unknown"), openai.NotFoundError, message, **expected)
    refuses(lambda: whole(model="gpt-unknown", stream=True), openai.NotFoundError, message, **expected)


@check("is told of a field that is wrong")
def _():
    expected = {"code": "invalid_value", "param": "temperature", "type": "invalid_request_error"}
    message = "'temperature' must be a number from 0 to 2."
    refuses(lambda: whole(temperature=9), openai.BadRequestError, message, **expected)


@check("is told of what is not offered")
def _():
    tools = [{"type": "function", "function": {"name": "lookup", "parameters": {}}}]
    expected = {"code": "unsupported_parameter", "param": "tools"}
    refuses(lambda: whole(tools=tools), openai.BadRequestError, "'tools' is not offered here", **expected)
    expected = {"code": "unknown_parameter", "param": "flavour"}
    message = "There is no field 'flavour'"
    refuses(lambda: whole(extra_body={"flavour": "sweet"}), openai.BadRequestError, message, **expected)


@check("comes again when there was no place")
def _():
    free = threading.Event()

    def hold():
        with client.chat.completions.create(**LONG, stream=True) as stream:
            for _ in stream:
                if free.is_set():
                    break

    holders = [threading.Thread(target=hold, daemon=True) for _ in range(3)]
    for holder in holders:
        holder.start()
    try:
        until_load(2, 1)
        refuses(whole, openai.RateLimitError, "All 2 slots run", status_code=429, code="queue_full")

        patient, counts = counting(base_url=BASE_URL, max_retries=10)
        answers = []
        waiter = threading.Thread(target=lambda: answers.append(patient.chat.completions.create(**CHAT)), daemon=True)
        waiter.start()
        until("a refusal", lambda: counts.get(429, 0) > 0)
    finally:
        free.set()
    for thread in [*holders, waiter]:
        thread.join(SOON)
    assert answers[0].choices[0].message.content
    until_load(0, 0)


@check("gives up a stream")
def _():
    def leave():
        with client.chat.completions.create(**LONG, stream=True) as stream:
            for chunk in stream:
                if chunk.choices[0].delta.content:
                    break

    def close():
        stream = client.chat.completions.create(**LONG, stream=True)
        until_load(1, 0)
        stream.close()

    gives_up(leave)
    gives_up(close)


@check("gives up a whole answer")
def _():
    def run_out_of_time():
        refuses(lambda: whole(max_completion_tokens=MANY, timeout=0.5), openai.APITimeoutError, "timed out")

    async def cancel():
        async with AsyncOpenAI(base_url=BASE_URL, api_key="none") as other:
            answer = asyncio.create_task(other.chat.completions.create(**LONG))
            await asyncio.to_thread(until_load, 1, 0)
            answer.cancel()
            await asyncio.wait([answer])
            assert answer.cancelled()

    gives_up(run_out_of_time)
    gives_up(lambda: asyncio.run(cancel()))


@check("is told why an answer ended early")
def _():
    hasty, counts = counting(base_url=HASTY_URL, max_retries=5)
    chunks = []

    def streamed():
        for chunk in hasty.chat.completions.create(**LONG, stream=True):
            chunks.append(chunk)

    message = "The answer was not complete within 3 seconds"
    with ThreadPoolExecutor() as together:
        stream = together.submit(refuses, streamed, openai.APIError, message, code="timeout")
        refuses(lambda: hasty.chat.completions.create(**LONG), openai.InternalServerError, message, status_code=504)
        stream.result()
    assert len(chunks) > 1
    assert counts == {200: 1, 504: 1}, counts


sys.exit(1 if failed else 0)
