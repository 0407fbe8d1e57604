"""OpenAI's agents on chat completions."""

import asyncio

import openai
import pytest
from agents import Agent, OpenAIChatCompletionsModel, Runner, function_tool, set_tracing_disabled

from answers import Answer, Call
from conftest import KEY

set_tracing_disabled(True)
CITIES = []


@function_tool
def weather(city: str) -> str:
    """The weather of a city."""
    CITIES.append(city)
    return f"sunny in {city}"


@pytest.fixture
def agent(base_url):
    def make(provider, script):
        client = openai.AsyncOpenAI(base_url=base_url, api_key=KEY, max_retries=0)
        model = OpenAIChatCompletionsModel(model=f"{provider}/{script.model}", openai_client=client)
        return Agent(name="Weather", instructions="Be brief", model=model, tools=[weather])

    return make


def calls(*cities):
    return [Call("weather", ['{"city":', f'"{city}"}}'], id=f"call_{city}") for city in cities]


def test_tools(agent, upstream, provider):
    CITIES.clear()
    script = upstream.script(Answer(calls=calls("Paris"), finish="tool_calls"), Answer(text=["Sunny."]))
    result = asyncio.run(Runner.run(agent(provider, script), "The weather of Paris?"))
    assert result.final_output == "Sunny."
    assert CITIES == ["Paris"]
    assert "sunny in Paris" in script.request.body.decode()


def test_stream_with_tools(agent, upstream, provider):
    CITIES.clear()
    script = upstream.script(Answer(calls=calls("Paris", "Rome"), finish="tool_calls"), Answer(text=["Sun", "ny."]))

    async def run():
        result = Runner.run_streamed(agent(provider, script), "The weather?")
        deltas = []
        async for event in result.stream_events():
            if event.type == "raw_response_event" and event.data.type == "response.output_text.delta":
                deltas.append(event.data.delta)
        return deltas, result.final_output

    deltas, output = asyncio.run(run())
    assert deltas == ["Sun", "ny."]
    assert output == "Sunny."
    assert sorted(CITIES) == ["Paris", "Rome"]


@pytest.mark.parametrize("way", ["close", "error"])
def test_failure_in_mid_stream(agent, upstream, provider, way):
    script = upstream.script(Answer(text=["One ", "two ", "three ", "four"], breaks_after=3, breaks_by=way))

    async def run():
        result = Runner.run_streamed(agent(provider, script), "Count")
        async for _ in result.stream_events():
            pass

    with pytest.raises(openai.APIError):
        asyncio.run(run())
