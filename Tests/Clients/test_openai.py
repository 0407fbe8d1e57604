"""OpenAI's own client: chats, streams, tools, forms, images, and what it raises."""

import base64
import concurrent.futures
import json
import threading

import openai
import pytest
from pydantic import BaseModel

from answers import Answer, Call, Failure
from conftest import KEY

HELLO = [{"role": "user", "content": "Say hello"}]
WEATHER = {
    "type": "function",
    "function": {
        "name": "weather",
        "description": "The weather of a city",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}
# The smallest PNG.
PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def client(base_url):
    return openai.OpenAI(base_url=base_url, api_key=KEY, max_retries=0, timeout=60)


@pytest.fixture
def async_client(base_url):
    return openai.AsyncOpenAI(base_url=base_url, api_key=KEY, max_retries=0, timeout=60)


# ----------------------------------------------------------------------------------------------------------- text


def test_answer(client, upstream, provider):
    script = upstream.script(Answer(text=["Hel", "lo."], cached_tokens=4))
    answer = client.chat.completions.create(model=f"{provider}/{script.model}", messages=HELLO)
    choice = answer.choices[0]
    assert (choice.message.role, choice.message.content, choice.finish_reason) == ("assistant", "Hello.", "stop")
    assert (answer.usage.prompt_tokens, answer.usage.completion_tokens, answer.usage.total_tokens) == (11, 7, 18)
    assert answer.usage.prompt_tokens_details.cached_tokens == 4
    assert answer.id and answer.created and answer.object == "chat.completion"
    assert answer._request_id


@pytest.mark.parametrize("finish", ["length", "content_filter"])
def test_finish_reason(client, upstream, provider, finish):
    script = upstream.script(Answer(text=["Hel"], finish=finish))
    answer = client.chat.completions.create(model=f"{provider}/{script.model}", messages=HELLO)
    assert answer.choices[0].finish_reason == finish


def test_stream(client, upstream, provider):
    script = upstream.script(Answer(text=["Hel", "lo", "."]))
    stream = client.chat.completions.create(model=f"{provider}/{script.model}", messages=HELLO, stream=True)
    chunks = list(stream)
    assert [chunk.choices[0].delta.content for chunk in chunks if chunk.choices[0].delta.content] == ["Hel", "lo", "."]
    assert [chunk.choices[0].delta.role for chunk in chunks if chunk.choices[0].delta.role] == ["assistant"]
    assert chunks[-1].choices[0].finish_reason == "stop"
    # Nobody asked for it.
    assert all(chunk.usage is None for chunk in chunks)


def test_usage_of_a_stream(client, upstream, provider):
    script = upstream.script(Answer(text=["Hello."]))
    stream = client.chat.completions.create(
        model=f"{provider}/{script.model}", messages=HELLO, stream=True, stream_options={"include_usage": True}
    )
    chunks = list(stream)
    assert chunks[-1].choices == []
    assert chunks[-1].usage.total_tokens == 18
    assert all(chunk.usage is None for chunk in chunks[:-1])


def test_stream_helper(client, upstream, provider):
    script = upstream.script(Answer(text=["Hel", "lo."]))
    with client.chat.completions.stream(model=f"{provider}/{script.model}", messages=HELLO) as stream:
        deltas = [event.delta for event in stream if event.type == "content.delta" and event.delta]
        completion = stream.get_final_completion()
    assert deltas == ["Hel", "lo."]
    assert completion.choices[0].message.content == "Hello."
    assert completion.choices[0].finish_reason == "stop"


async def collect(client, model):
    stream = await client.chat.completions.create(model=model, messages=HELLO, stream=True)
    return "".join([chunk.choices[0].delta.content or "" async for chunk in stream])


def test_async(async_client, upstream, provider):
    import asyncio

    script = upstream.script(Answer(text=["Hel", "lo."]))

    async def run():
        answer = await async_client.chat.completions.create(model=f"{provider}/{script.model}", messages=HELLO)
        return answer.choices[0].message.content, await collect(async_client, f"{provider}/{script.model}")

    assert asyncio.run(run()) == ("Hello.", "Hello.")


def test_conversation(client, upstream, provider):
    """All turns arrive, in their order; the instructions of system and developer too."""
    script = upstream.script(Answer(text=["Fine."]))
    messages = [
        {"role": "system", "content": "Be brief"},
        {"role": "developer", "content": [{"type": "text", "text": "Be kind"}]},
        {"role": "user", "content": "One"},
        {"role": "assistant", "content": "Two"},
        {"role": "user", "content": [{"type": "text", "text": "Three"}, {"type": "text", "text": "Four"}]},
    ]
    client.chat.completions.create(model=f"{provider}/{script.model}", messages=messages, temperature=0.5, max_tokens=9)
    sent = script.request.body.decode()
    positions = [sent.index(f'"{text}"') for text in ["One", "Two", "Three", "Four"]]
    assert positions == sorted(positions)
    assert sent.index("Be brief") < sent.index("Be kind")


def test_simulated_provider(client):
    answer = client.chat.completions.create(model="local/demo,chunks=3", messages=HELLO)
    assert answer.choices[0].message.content == "The quick brown "


# ---------------------------------------------------------------------------------------------------------- tools


def two_calls(provider):
    """Two calls at once; Gemini's have no ids of their own."""
    return [
        Call("weather", ['{"city"', ':"Par', 'is"}'], id="call_a"),
        Call("weather", ['{"city":', '"Rome"}'], id="call_b"),
    ]


def test_tools(client, upstream, provider):
    script = upstream.script(Answer(calls=two_calls(provider), finish="tool_calls"), Answer(text=["Sunny."]))
    model = f"{provider}/{script.model}"
    messages = [{"role": "user", "content": "The weather of Paris and Rome?"}]
    answer = client.chat.completions.create(model=model, messages=messages, tools=[WEATHER])
    message = answer.choices[0].message
    assert answer.choices[0].finish_reason == "tool_calls"
    assert [json.loads(call.function.arguments) for call in message.tool_calls] == [{"city": "Paris"}, {"city": "Rome"}]
    assert [call.function.name for call in message.tool_calls] == ["weather", "weather"]
    assert len({call.id for call in message.tool_calls}) == 2
    assert message.content is None

    messages.append(message)
    for call, text in zip(message.tool_calls, ["22 degrees", "25 degrees"]):
        messages.append({"role": "tool", "tool_call_id": call.id, "content": text})
    answer = client.chat.completions.create(model=model, messages=messages, tools=[WEATHER])
    assert answer.choices[0].message.content == "Sunny."
    sent = script.request.body.decode()
    assert sent.index("22 degrees") < sent.index("25 degrees")
    if provider == "google":
        # What the client has echoed comes back to Gemini as it was.
        assert "c2lnK25hdHVyZS8=" in sent


@pytest.mark.parametrize("choice", ["auto", "required", "none", {"type": "function", "function": {"name": "weather"}}])
def test_tool_choice(client, upstream, provider, choice):
    script = upstream.script(Answer(text=["Fine."]))
    client.chat.completions.create(
        model=f"{provider}/{script.model}", messages=HELLO, tools=[WEATHER], tool_choice=choice
    )
    sent = script.request.json
    expected = {
        "openai": choice,
        "anthropic": {"auto": {"type": "auto"}, "required": {"type": "any"}, "none": {"type": "none"}},
        "google": {"auto": "AUTO", "required": "ANY", "none": "NONE"},
    }[provider]
    if isinstance(choice, str) and provider != "openai":
        expected = expected[choice]
    if provider == "openai":
        assert sent["tool_choice"] == expected
    elif provider == "anthropic":
        assert sent["tool_choice"] == (expected if isinstance(choice, str) else {"type": "tool", "name": "weather"})
    else:
        calling = sent["toolConfig"]["functionCallingConfig"]
        assert calling == ({"mode": expected} if isinstance(choice, str) else {"mode": "ANY", "allowedFunctionNames": ["weather"]})


def test_tools_in_a_stream(client, upstream, provider):
    script = upstream.script(Answer(text=["Let me see."], calls=two_calls(provider), finish="tool_calls"))
    with client.chat.completions.stream(
        model=f"{provider}/{script.model}", messages=HELLO, tools=[WEATHER]
    ) as stream:
        for _ in stream:
            pass
        message = stream.get_final_completion().choices[0].message
    assert message.content == "Let me see."
    assert [json.loads(call.function.arguments) for call in message.tool_calls] == [{"city": "Paris"}, {"city": "Rome"}]
    assert [call.function.name for call in message.tool_calls] == ["weather", "weather"]
    if provider != "google":
        assert [call.id for call in message.tool_calls] == ["call_a", "call_b"]


def test_deltas_of_tools(client, upstream, provider):
    """Index, id and name come once, dense from 0; arguments are text."""
    script = upstream.script(Answer(text=["Let me see."], calls=two_calls(provider), finish="tool_calls"))
    stream = client.chat.completions.create(
        model=f"{provider}/{script.model}", messages=HELLO, tools=[WEATHER], stream=True
    )
    deltas = [call for chunk in stream for call in chunk.choices[0].delta.tool_calls or []]
    assert sorted({call.index for call in deltas}) == [0, 1]
    assert [call.index for call in deltas if call.id] == [0, 1]
    assert [call.index for call in deltas if call.function.name] == [0, 1]
    assert all(isinstance(call.function.arguments, str) for call in deltas)


@pytest.mark.parametrize("name", ["openai", "anthropic"])
def test_fragments_are_not_collected(client, upstream, name):
    """The first fragment of the arguments is there before the provider has sent the second."""
    gate = threading.Event()
    # Before the second fragment: behind role, head and the first one; behind start, block and the first one.
    script = upstream.script(
        Answer(calls=[Call("weather", ['{"city"', ':"Paris"}'])], finish="tool_calls", gate=gate, gate_before=3)
    )
    stream = client.chat.completions.create(
        model=f"{name}/{script.model}", messages=HELLO, tools=[WEATHER], stream=True
    )
    arguments = ""
    for chunk in stream:
        for call in chunk.choices[0].delta.tool_calls or []:
            arguments += call.function.arguments or ""
        if arguments == '{"city"':
            gate.set()
    assert arguments == '{"city":"Paris"}'


# ---------------------------------------------------------------------------------------------------------- forms


class City(BaseModel):
    name: str
    inhabitants: int


def test_parse(client, upstream, provider):
    script = upstream.script(Answer(text=['{"name":"Paris",', '"inhabitants":2000000}']))
    completion = client.chat.completions.parse(
        model=f"{provider}/{script.model}", messages=HELLO, response_format=City
    )
    assert completion.choices[0].message.parsed == City(name="Paris", inhabitants=2000000)


def test_parse_of_a_cut_answer(client, upstream, provider):
    script = upstream.script(Answer(text=['{"name":"Par'], finish="length"))
    with pytest.raises(openai.LengthFinishReasonError):
        client.chat.completions.parse(model=f"{provider}/{script.model}", messages=HELLO, response_format=City)


def test_parse_of_a_filtered_answer(client, upstream, provider):
    script = upstream.script(Answer(text=['{"name":"Par'], finish="content_filter"))
    with pytest.raises(openai.ContentFilterFinishReasonError):
        client.chat.completions.parse(model=f"{provider}/{script.model}", messages=HELLO, response_format=City)


# ---------------------------------------------------------------------------------------------------------- media


def test_image_in_the_request(client, upstream, provider):
    script = upstream.script(Answer(text=["A dot."]))
    content = [
        {"type": "text", "text": "What is this?"},
        {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{PNG}", "detail": "low"}},
    ]
    client.chat.completions.create(
        model=f"{provider}/{script.model}", messages=[{"role": "user", "content": content}]
    )
    sent = script.request.body.decode().replace("\\/", "/")
    assert PNG in sent and "image/png" in sent


def test_image_by_url(client, upstream, provider):
    script = upstream.script(Answer(text=["A dot."]))
    url = "https://example.org/dot.png"
    messages = [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": url}}]}]
    if provider == "google":
        with pytest.raises(openai.BadRequestError) as raised:
            client.chat.completions.create(model=f"google/{script.model}", messages=messages)
        assert raised.value.param == "messages[0].content[0]"
        assert script.requests == []
        return
    client.chat.completions.create(model=f"{provider}/{script.model}", messages=messages)
    assert url in script.request.body.decode().replace("\\/", "/")


# ------------------------------------------------------------------------------------------ embeddings and models


def vectors(request):
    texts = request.json["input"]
    texts = [texts] if isinstance(texts, str) else texts
    if request.json.get("encoding_format") == "base64":
        import struct

        form = [base64.b64encode(struct.pack("<2f", 0.25, float(i))).decode() for i in range(len(texts))]
    else:
        form = [[0.25, float(i)] for i in range(len(texts))]
    return {
        "object": "list",
        "model": request.json["model"],
        "data": [{"object": "embedding", "index": i, "embedding": vector} for i, vector in enumerate(form)],
        "usage": {"prompt_tokens": 3, "total_tokens": 3},
    }


def gemini_vectors(request):
    return {"embeddings": [{"values": [0.25, float(i)]} for i, _ in enumerate(request.json["requests"])]}


@pytest.mark.parametrize("name", ["openai", "google"])
def test_embeddings(client, upstream, name):
    """The client asks for base64 by itself; the numbers are those of the floats."""
    script = upstream.script(gemini_vectors if name == "google" else vectors)
    model = f"{name}/{script.model}"
    answer = client.embeddings.create(model=model, input=["one", "two", "three"])
    assert [item.embedding for item in answer.data] == [[0.25, 0.0], [0.25, 1.0], [0.25, 2.0]]
    assert [item.index for item in answer.data] == [0, 1, 2]
    plain = client.embeddings.create(model=model, input=["one", "two", "three"], encoding_format="float")
    assert [item.embedding for item in plain.data] == [item.embedding for item in answer.data]


def test_embeddings_that_there_are_none_of(client, upstream):
    script = upstream.script(Answer())
    with pytest.raises(openai.BadRequestError) as raised:
        client.embeddings.create(model=f"anthropic/{script.model}", input="one")
    assert raised.value.param == "model" and "embeddings" in raised.value.message
    assert script.requests == []


def test_models(client):
    listed = {model.id for model in client.models.list()}
    assert {"openai/org/scripted", "anthropic/claude-scripted", "google/gemini-scripted"} <= listed
    # The client writes the slashes as %2F.
    assert client.models.retrieve("openai/org/scripted").id == "openai/org/scripted"
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("openai/nothing")


# --------------------------------------------------------------------------------------------------------- errors

RAISED = {
    400: openai.BadRequestError,
    403: openai.PermissionDeniedError,
    404: openai.NotFoundError,
    409: openai.ConflictError,
    422: openai.UnprocessableEntityError,
    429: openai.RateLimitError,
    500: openai.InternalServerError,
    503: openai.InternalServerError,
}


@pytest.mark.parametrize("is_stream", [False, True])
@pytest.mark.parametrize("status", [400, 404, 429, 500, 503])
def test_failures_of_the_provider(client, upstream, provider, status, is_stream):
    script = upstream.script(Failure(status, "the provider says no"))
    with pytest.raises(RAISED[status]) as raised:
        client.chat.completions.create(model=f"{provider}/{script.model}", messages=HELLO, stream=is_stream)
    assert "the provider says no" in raised.value.message
    assert raised.value.request_id


def test_failures_of_the_same_dialect_have_their_code(client, upstream):
    script = upstream.script(Failure(400, "too long", code="context_length_exceeded", param="messages"))
    with pytest.raises(openai.BadRequestError) as raised:
        client.chat.completions.create(model=f"openai/{script.model}", messages=HELLO)
    assert (raised.value.code, raised.value.param) == ("context_length_exceeded", "messages")


def test_the_providers_key_is_not_the_callers(base_url, upstream, provider):
    """A rejected key of the gateway is a failure of the gateway's, and is not asked for again."""
    client = openai.OpenAI(base_url=base_url, api_key=KEY, max_retries=2)
    script = upstream.script(Failure(401, "bad key"))
    with pytest.raises(openai.InternalServerError):
        client.chat.completions.create(model=f"{provider}/{script.model}", messages=HELLO)
    assert len(script.requests) == 1


def test_the_callers_key(base_url):
    client = openai.OpenAI(base_url=base_url, api_key="another one", max_retries=0)
    with pytest.raises(openai.AuthenticationError) as raised:
        client.chat.completions.create(model="openai/any", messages=HELLO)
    assert raised.value.code == "invalid_api_key"
    with pytest.raises(openai.AuthenticationError):
        client.models.list()


@pytest.mark.parametrize("model", ["nobody/model", "model-without-provider"])
def test_unknown_models(client, model):
    with pytest.raises(openai.NotFoundError) as raised:
        client.chat.completions.create(model=model, messages=HELLO)
    assert raised.value.code == "model_not_found"


@pytest.mark.parametrize("name", ["anthropic", "google"])
def test_parameters_without_a_counterpart(client, upstream, name):
    script = upstream.script(Answer(text=["Fine."]))
    with pytest.raises(openai.BadRequestError) as raised:
        client.chat.completions.create(
            model=f"{name}/{script.model}", messages=HELLO, logit_bias={"50256": -100}
        )
    assert (raised.value.param, raised.value.code) == ("logit_bias", "unsupported_parameter")
    assert script.requests == []


def test_parameters_that_mean_nothing_to_the_answer(client, upstream):
    script = upstream.script(Answer(text=["Fine."]))
    raw = client.chat.completions.with_raw_response.create(
        model=f"anthropic/{script.model}", messages=HELLO, verbosity="low"
    )
    assert raw.parse().choices[0].message.content == "Fine."
    assert raw.headers["x-gateway-ignored"] == "verbosity"
    assert raw.headers["x-request-id"]


def test_retries(base_url, upstream, provider):
    """The client tries again by itself after a 429, and takes the time that the provider names."""
    client = openai.OpenAI(base_url=base_url, api_key=KEY, max_retries=2)
    script = upstream.script(Failure(429, headers={"Retry-After": "0"}), Answer(text=["Hello."]))
    answer = client.chat.completions.create(model=f"{provider}/{script.model}", messages=HELLO)
    assert answer.choices[0].message.content == "Hello."
    assert len(script.requests) == 2


@pytest.mark.parametrize("way", ["close", "error"])
def test_failure_in_mid_stream(client, upstream, provider, way):
    """It is raised, whatever came before: a stream that only ends would pass for a whole answer."""
    script = upstream.script(Answer(text=["One ", "two ", "three ", "four"], breaks_after=3, breaks_by=way))
    pieces = []
    with pytest.raises(openai.APIError):
        for chunk in client.chat.completions.create(
            model=f"{provider}/{script.model}", messages=HELLO, stream=True
        ):
            pieces.append(chunk.choices[0].delta.content or "")
    assert "".join(pieces).startswith("One ")


def test_leaving_in_mid_stream(client, upstream, provider):
    script = upstream.script(Answer(text=["One "] * 10, is_endless=True))
    stream = client.chat.completions.create(model=f"{provider}/{script.model}", messages=HELLO, stream=True)
    for chunk in stream:
        if chunk.choices[0].delta.content:
            break
    stream.close()
    assert script.was_left.wait(30)


def test_many_at_once(client, upstream):
    """Streams of all providers at the same time: each has its own answer, and ids of its own."""
    names = ["openai", "anthropic", "google"]

    def run(number):
        call = Call("weather", ['{"city":', f'"{number}"}}'], id=f"call_{number}")
        script = upstream.script(Answer(text=[f"answer {number}"], calls=[call], finish="tool_calls"))
        with client.chat.completions.stream(
            model=f"{names[number % 3]}/{script.model}", messages=HELLO, tools=[WEATHER]
        ) as stream:
            message = stream.get_final_completion().choices[0].message
        assert message.content == f"answer {number}"
        assert json.loads(message.tool_calls[0].function.arguments) == {"city": str(number)}
        return message.tool_calls[0].id

    with concurrent.futures.ThreadPoolExecutor(30) as pool:
        ids = list(pool.map(run, range(90)))
    assert len(set(ids)) == 90
