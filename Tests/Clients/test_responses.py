"""OpenAI's own client of the Responses API: responses, streams, tools over turns, forms, and what it raises."""

import json

import openai
import pytest
from pydantic import BaseModel

from answers import Answer, Call, Failure
from conftest import KEY

WEATHER = {
    "type": "function",
    "name": "weather",
    "description": "The weather of a city",
    "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    "strict": False,
}


class City(BaseModel):
    name: str
    people: int


@pytest.fixture
def client(base_url):
    return openai.OpenAI(base_url=base_url, api_key=KEY, max_retries=0, timeout=60)


def test_response(client, upstream, provider):
    script = upstream.script(Answer(text=["Hel", "lo."], cached_tokens=4))
    response = client.responses.create(model=f"{provider}/{script.model}", input="Say hello", instructions="Be brief.")
    assert (response.status, response.output_text) == ("completed", "Hello.")
    assert (response.usage.input_tokens, response.usage.output_tokens, response.usage.total_tokens) == (11, 7, 18)
    assert response.usage.input_tokens_details.cached_tokens == 4
    assert b"Be brief." in script.request.body


def test_stream(client, upstream, provider):
    script = upstream.script(Answer(text=["Hel", "lo", "."]))
    events = list(client.responses.create(model=f"{provider}/{script.model}", input="Say hello", stream=True))
    assert [event.sequence_number for event in events] == list(range(len(events)))
    assert [event.delta for event in events if event.type == "response.output_text.delta"] == ["Hel", "lo", "."]
    assert events[-1].type == "response.completed"
    assert events[-1].response.output_text == "Hello."


def test_stream_helper(client, upstream, provider):
    script = upstream.script(Answer(text=["Hel", "lo."]))
    with client.responses.stream(model=f"{provider}/{script.model}", input="Say hello") as stream:
        text = "".join(event.delta for event in stream if event.type == "response.output_text.delta")
        assert text == stream.get_final_response().output_text == "Hello."


def test_parallel_tools_over_two_turns(client, upstream, provider):
    calls = [Call("weather", ['{"city":', '"Paris"}'], "call_1"), Call("weather", ['{"city":"Rome"}'], "call_2")]
    script = upstream.script(Answer(calls=calls, finish="tool_calls"))
    with client.responses.stream(model=f"{provider}/{script.model}", input="Weather?", tools=[WEATHER]) as stream:
        response = stream.get_final_response()
    found = [item for item in response.output if item.type == "function_call"]
    assert [json.loads(item.arguments)["city"] for item in found] == ["Paris", "Rome"]

    script = upstream.script(Answer(text=["Warm."]))
    conversation = [{"role": "user", "content": "Weather?"}, *response.output]
    conversation += [{"type": "function_call_output", "call_id": item.call_id, "output": "25 °C"} for item in found]
    response = client.responses.create(
        model=f"{provider}/{script.model}", input=conversation, tools=[WEATHER], store=False
    )
    assert response.output_text == "Warm."
    assert script.request.body.decode().count("25 °C") == 2


def test_parse(client, upstream, provider):
    script = upstream.script(Answer(text=['{"name":"Paris",', '"people":2}']))
    response = client.responses.parse(model=f"{provider}/{script.model}", input="A city", text_format=City)
    assert response.output_parsed == City(name="Paris", people=2)


def test_failure_in_mid_stream(client, upstream, provider):
    script = upstream.script(Answer(text=["Hel", "lo"], breaks_after=2))
    with pytest.raises(openai.APIError):
        list(client.responses.create(model=f"{provider}/{script.model}", input="Say hello", stream=True))


def test_failures_before_the_stream(client, upstream, provider):
    script = upstream.script(Failure(429))
    with pytest.raises(openai.RateLimitError):
        client.responses.create(model=f"{provider}/{script.model}", input="Say hello", stream=True)


def test_what_is_stored_is_refused(client, upstream):
    script = upstream.script(Answer(text=["Hi"]))
    with pytest.raises(openai.BadRequestError) as raised:
        client.responses.create(model=f"anthropic/{script.model}", input="Hi", previous_response_id="resp_1")
    assert (raised.value.param, raised.value.code) == ("previous_response_id", "unsupported_parameter")
    assert script.requests == []
