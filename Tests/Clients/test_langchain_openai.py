"""LangChain's client of OpenAI's API."""

import openai
import pytest
from langchain_core.messages import HumanMessage, ToolMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from pydantic import BaseModel

from answers import Answer, Call
from conftest import KEY
from test_openai import vectors


@tool
def weather(city: str) -> str:
    """The weather of a city."""
    return f"sunny in {city}"


class City(BaseModel):
    """A city."""

    name: str
    inhabitants: int


@pytest.fixture
def chat(base_url):
    def make(provider, script):
        return ChatOpenAI(base_url=base_url, api_key=KEY, model=f"{provider}/{script.model}", max_retries=0)

    return make


def test_answer(chat, upstream, provider):
    script = upstream.script(Answer(text=["Hel", "lo."]))
    answer = chat(provider, script).invoke("Say hello")
    assert answer.content == "Hello."
    assert answer.usage_metadata["total_tokens"] == 18
    assert answer.response_metadata["finish_reason"] == "stop"


def test_stream(chat, upstream, provider):
    script = upstream.script(Answer(text=["Hel", "lo."]))
    chunks = list(chat(provider, script).stream("Say hello"))
    assert "".join(chunk.content for chunk in chunks) == "Hello."
    assert chunks[0].content == "" or chunks[0].content == "Hel"


def test_tools(chat, upstream, provider):
    call = Call("weather", ['{"city":', '"Paris"}'], id="call_a")
    script = upstream.script(Answer(calls=[call], finish="tool_calls"), Answer(text=["Sunny."]))
    model = chat(provider, script).bind_tools([weather])
    history = [HumanMessage("The weather of Paris?")]
    answer = model.invoke(history)
    assert [(call["name"], call["args"]) for call in answer.tool_calls] == [("weather", {"city": "Paris"})]
    history += [answer, ToolMessage(weather.invoke(answer.tool_calls[0]["args"]), tool_call_id=answer.tool_calls[0]["id"])]
    assert model.invoke(history).content == "Sunny."
    assert "sunny in Paris" in script.request.body.decode()


def test_tools_in_a_stream(chat, upstream, provider):
    calls = [Call("weather", ['{"city":', f'"{city}"}}'], id=f"call_{city}") for city in ["Paris", "Rome"]]
    script = upstream.script(Answer(calls=calls, finish="tool_calls"))
    whole = None
    for chunk in chat(provider, script).bind_tools([weather]).stream("The weather?"):
        whole = chunk if whole is None else whole + chunk
    assert [call["args"] for call in whole.tool_calls] == [{"city": "Paris"}, {"city": "Rome"}]


def test_structured_output(chat, upstream, provider):
    script = upstream.script(Answer(text=['{"name":"Paris","inhabitants":2000000}']))
    model = chat(provider, script).with_structured_output(City, method="json_schema")
    assert model.invoke("Name a city") == City(name="Paris", inhabitants=2000000)


def test_embeddings(base_url, upstream):
    script = upstream.script(vectors)
    # Else it counts tokens with a file that it fetches.
    embeddings = OpenAIEmbeddings(
        base_url=base_url, api_key=KEY, model=f"openai/{script.model}", check_embedding_ctx_length=False
    )
    assert embeddings.embed_documents(["one", "two"]) == [[0.25, 0.0], [0.25, 1.0]]


@pytest.mark.parametrize("way", ["close", "error"])
def test_failure_in_mid_stream(chat, upstream, provider, way):
    script = upstream.script(Answer(text=["One ", "two ", "three ", "four"], breaks_after=3, breaks_by=way))
    with pytest.raises(openai.APIError):
        list(chat(provider, script).stream("Count"))
