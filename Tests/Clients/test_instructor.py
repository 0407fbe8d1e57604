"""Instructor in its three ways to ask for a form."""

import instructor
import openai
import pytest
from pydantic import BaseModel

from answers import Answer, Call
from conftest import KEY


class City(BaseModel):
    """A city."""

    name: str
    inhabitants: int


PARIS = '{"name":"Paris","inhabitants":2000000}'


@pytest.mark.parametrize("mode", [instructor.Mode.TOOLS, instructor.Mode.JSON, instructor.Mode.JSON_SCHEMA])
def test_form(base_url, upstream, provider, mode):
    if mode == instructor.Mode.TOOLS:
        script = upstream.script(Answer(calls=[Call("City", [PARIS[:9], PARIS[9:]])], finish="tool_calls"))
    else:
        script = upstream.script(Answer(text=[PARIS[:9], PARIS[9:]]))
    client = instructor.from_openai(openai.OpenAI(base_url=base_url, api_key=KEY, max_retries=0), mode=mode)
    city = client.chat.completions.create(
        model=f"{provider}/{script.model}",
        messages=[{"role": "user", "content": "Name a city"}],
        response_model=City,
        max_retries=0,
    )
    assert city.model_dump() == {"name": "Paris", "inhabitants": 2000000}
