"""Pydantic AI on chat completions."""

import asyncio

import pytest
from pydantic import BaseModel
from pydantic_ai import Agent, NativeOutput
from pydantic_ai.exceptions import ModelAPIError, ModelHTTPError
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.openai import OpenAIProvider

import openai
from answers import Answer, Call, Failure
from conftest import KEY


class City(BaseModel):
    """A city."""

    name: str
    inhabitants: int


@pytest.fixture
def model(base_url):
    def make(provider, script):
        client = openai.AsyncOpenAI(base_url=base_url, api_key=KEY, max_retries=0)
        return OpenAIChatModel(f"{provider}/{script.model}", provider=OpenAIProvider(openai_client=client))

    return make


def test_answer(model, upstream, provider):
    script = upstream.script(Answer(text=["Hel", "lo."]))
    result = Agent(model(provider, script), instructions="Be brief").run_sync("Say hello")
    assert result.output == "Hello."
    assert "Be brief" in script.request.body.decode()


def add_weather(agent) -> list:
    """Gives an agent a tool; the cities that it is called for are in the list."""
    cities = []

    @agent.tool_plain
    def weather(city: str) -> str:
        """The weather of a city."""
        cities.append(city)
        return f"sunny in {city}"

    return cities


def test_tools(model, upstream, provider):
    call = Call("weather", ['{"city":', '"Paris"}'], id="call_a")
    script = upstream.script(Answer(calls=[call], finish="tool_calls"), Answer(text=["Sunny."]))
    agent = Agent(model(provider, script))
    cities = add_weather(agent)

    assert agent.run_sync("The weather of Paris?").output == "Sunny."
    assert cities == ["Paris"]
    assert "sunny in Paris" in script.request.body.decode()


def test_stream_with_tools(model, upstream, provider):
    calls = [Call("weather", ['{"city":', f'"{city}"}}'], id=f"call_{city}") for city in ["Paris", "Rome"]]
    script = upstream.script(Answer(calls=calls, finish="tool_calls"), Answer(text=["Sun", "ny."]))
    agent = Agent(model(provider, script))
    cities = add_weather(agent)

    async def run():
        async with agent.run_stream("The weather?") as result:
            pieces = [piece async for piece in result.stream_text(delta=True, debounce_by=None)]
            return pieces, result.usage

    pieces, usage = asyncio.run(run())
    assert "".join(pieces) == "Sunny."
    assert sorted(cities) == ["Paris", "Rome"]
    # Of both answers; it asks for the usage of streams by itself.
    assert (usage() if callable(usage) else usage).output_tokens == 14


def test_structured_output(model, upstream, provider):
    script = upstream.script(Answer(text=['{"name":"Paris","inhabitants":2000000}']))
    agent = Agent(model(provider, script), output_type=NativeOutput(City))
    assert agent.run_sync("Name a city").output == City(name="Paris", inhabitants=2000000)


def test_failures(model, upstream, provider):
    script = upstream.script(Failure(429, "too many"))
    with pytest.raises(ModelHTTPError) as raised:
        Agent(model(provider, script)).run_sync("Say hello")
    assert raised.value.status_code == 429


@pytest.mark.parametrize("way", ["close", "error"])
def test_failure_in_mid_stream(model, upstream, provider, way):
    script = upstream.script(Answer(text=["One ", "two ", "three ", "four"], breaks_after=3, breaks_by=way))

    async def run():
        async with Agent(model(provider, script)).run_stream("Count") as result:
            async for _ in result.stream_text(debounce_by=None):
                pass

    with pytest.raises((openai.APIError, ModelAPIError)):
        asyncio.run(run())
