"""LiteLLM as a client."""

import litellm
import pytest

from answers import Answer, Call, Failure
from conftest import KEY
from test_openai import WEATHER, vectors

HELLO = [{"role": "user", "content": "Say hello"}]


@pytest.fixture
def ask(base_url):
    def ask(provider, script, **parameters):
        parameters = {"messages": HELLO, "num_retries": 0, "max_retries": 0, **parameters}
        return litellm.completion(
            model=f"openai/{provider}/{script.model}", api_base=base_url, api_key=KEY, **parameters
        )

    return ask


def test_answer(ask, upstream, provider):
    script = upstream.script(Answer(text=["Hel", "lo."]))
    answer = ask(provider, script)
    assert answer.choices[0].message.content == "Hello."
    assert answer.usage.total_tokens == 18


def test_stream(ask, upstream, provider):
    script = upstream.script(Answer(text=["Hel", "lo."]))
    chunks = list(ask(provider, script, stream=True))
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == "Hello."


def test_tools(ask, upstream, provider):
    call = Call("weather", ['{"city":', '"Paris"}'], id="call_a")
    script = upstream.script(Answer(calls=[call], finish="tool_calls"), Answer(text=["Sunny."]))
    answer = ask(provider, script, tools=[WEATHER])
    message = answer.choices[0].message
    assert message.tool_calls[0].function.arguments.replace(" ", "") == '{"city":"Paris"}'
    turns = HELLO + [
        message.model_dump(),
        {"role": "tool", "tool_call_id": message.tool_calls[0].id, "content": "sunny"},
    ]
    assert ask(provider, script, messages=turns, tools=[WEATHER]).choices[0].message.content == "Sunny."


def test_tools_in_a_stream(ask, upstream, provider):
    calls = [Call("weather", ['{"city":', f'"{city}"}}'], id=f"call_{city}") for city in ["Paris", "Rome"]]
    script = upstream.script(Answer(calls=calls, finish="tool_calls"))
    chunks = list(ask(provider, script, tools=[WEATHER], stream=True))
    whole = litellm.stream_chunk_builder(chunks)
    found = [call.function.arguments.replace(" ", "") for call in whole.choices[0].message.tool_calls]
    assert found == ['{"city":"Paris"}', '{"city":"Rome"}']


def test_embeddings(base_url, upstream):
    script = upstream.script(vectors)
    answer = litellm.embedding(
        model=f"openai/openai/{script.model}", input=["one", "two"], api_base=base_url, api_key=KEY
    )
    assert [item["embedding"] for item in answer.data] == [[0.25, 0.0], [0.25, 1.0]]


@pytest.mark.parametrize(
    ("status", "error"), [(400, litellm.BadRequestError), (404, litellm.NotFoundError), (429, litellm.RateLimitError)]
)
def test_failures(ask, upstream, provider, status, error):
    script = upstream.script(Failure(status, "the provider says no"))
    with pytest.raises(error):
        ask(provider, script)


@pytest.mark.parametrize("way", ["close", "error"])
def test_failure_in_mid_stream(ask, upstream, provider, way):
    script = upstream.script(Answer(text=["One ", "two ", "three ", "four"], breaks_after=3, breaks_by=way))
    with pytest.raises(Exception) as raised:
        list(ask(provider, script, stream=True))
    assert isinstance(raised.value, (litellm.exceptions.MidStreamFallbackError, litellm.APIError))
