"""Real answers of providers, where RECORDED names the folder that has them: what the client sees is what they said."""

import hashlib
import json
import os
import pathlib
import urllib.error
import urllib.request

import openai
import pytest

from answers import Raw
from conftest import KEY

FOLDER = pathlib.Path(os.environ.get("RECORDED") or "/nonexistent")
INDEX = FOLDER / "INDEX.json"
PAIRS = json.loads(INDEX.read_text())["pairs"] if INDEX.exists() else []
SAME = [pair for pair in PAIRS if pair["format"] == "openai-chat"]
OTHERS = {"anthropic": "anthropic", "gemini": "google"}
TRANSLATED = [
    pair
    for pair in PAIRS
    if pair["format"] in OTHERS and "tool_calls" in pair["expect"] and "partialArgs" not in json.dumps(pair["expect"])
]


def files(pair):
    """The request, empty where none was recorded, and the response."""

    def read(part):
        name = next((name for name in pair["files"] if f".{part}." in name), None)
        return (FOLDER / name).read_bytes() if name else b""

    return read("request"), read("response")


@pytest.mark.skipif(not PAIRS, reason="RECORDED names no folder with recorded pairs")
@pytest.mark.parametrize("pair", SAME, ids=lambda pair: pair["name"])
def test_same_dialect(base_url, upstream, pair):
    """Every byte of the answer comes back, and every byte of the request goes on, but for the model's name."""
    request, response = files(pair)
    script = upstream.script(Raw(response, pair["headers"]["content-type"], pair["http_status"]))
    model = json.loads(request)["model"]
    mine = request.replace(json.dumps(model).encode(), json.dumps(f"openai/{script.model}").encode(), 1)
    asked = urllib.request.Request(
        f"{base_url}/chat/completions", mine, {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:
            status, body = answer.status, answer.read()
    except urllib.error.HTTPError as error:
        status, body = error.code, error.read()
    assert status == pair["http_status"]
    assert events(body) == events(response) if pair["kind"] == "stream" else body == response
    if not json.loads(request).get("stream"):
        assert script.request.body == mine.replace(f"openai/{script.model}".encode(), script.model.encode())


def events(body: bytes) -> list[bytes]:
    lines = body.replace(b"\r\n", b"\n").split(b"\n")
    data = [line.removeprefix(b"data:").strip() for line in lines if line.startswith(b"data:")]
    # The counts that nobody asked for are not there.
    return [event for event in data if b'"choices":[]' not in event.replace(b" ", b"")]


@pytest.mark.skipif(not PAIRS, reason="RECORDED names no folder with recorded pairs")
@pytest.mark.parametrize("pair", TRANSLATED, ids=lambda pair: pair["name"])
def test_other_dialect(base_url, upstream, pair):
    """The client has the text, the calls and the end that the provider told."""
    _, response = files(pair)
    expected = pair["expect"]
    script = upstream.script(Raw(response, pair["headers"].get("content-type") or "text/event-stream"))
    client = openai.OpenAI(base_url=base_url, api_key=KEY, max_retries=0)
    model = f"{OTHERS[pair['format']]}/{script.model}"
    messages = [{"role": "user", "content": "Hello"}]
    if pair["kind"] == "stream":
        with client.chat.completions.stream(model=model, messages=messages) as stream:
            completion = stream.get_final_completion()
    else:
        completion = client.chat.completions.create(model=model, messages=messages)
    message = completion.choices[0].message
    text = message.content or ""
    if isinstance(expected["text"], dict):
        assert hashlib.sha256(text.encode()).hexdigest() == expected["text"]["sha256"]
    else:
        assert text == expected["text"]
    found = [(call.function.name, json.loads(call.function.arguments)) for call in message.tool_calls or []]
    wanted = [(call["name"], arguments(call)) for call in expected.get("tool_calls") or []]
    assert found == wanted


def arguments(call):
    given = call.get("arguments", call.get("args", call.get("input", {})))
    return json.loads(given or "{}") if isinstance(given, str) else given
