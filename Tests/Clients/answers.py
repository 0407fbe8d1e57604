"""What a scripted provider answers, written down in each provider's own words.

An answer is told once: pieces of text, tool calls with pieces of arguments, counts of tokens, a reason to end. The three
functions at the end give it the form of OpenAI's chat completions, Anthropic's Messages and Gemini's generateContent, as
one document or as the events of a stream.
"""

import json
from dataclasses import dataclass, field


@dataclass
class Call:
    """A tool call: its arguments are the pieces, joined."""

    name: str
    pieces: list[str]
    id: str = "call_1"

    @property
    def arguments(self) -> str:
        return "".join(self.pieces)


@dataclass
class Answer:
    """An answer that succeeds, or breaks off behind `breaks_after` events of its stream."""

    text: list[str] = field(default_factory=list)
    reasoning: list[str] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    # stop, length, tool_calls or content_filter
    finish: str = "stop"
    input_tokens: int = 11
    output_tokens: int = 7
    cached_tokens: int = 0
    # Seconds are never waited for: before the event with this index the answer waits for `gate`.
    gate: "object | None" = None
    gate_before: int = 0
    breaks_after: "int | None" = None
    # How it breaks: "close" the connection, or an "error" event.
    breaks_by: str = "close"
    # Events without an end, one each 20 ms, until the peer has left.
    is_endless: bool = False


@dataclass
class Failure:
    """An answer with the status of an error."""

    status: int
    message: str = "scripted failure"
    code: "str | None" = None
    param: "str | None" = None
    headers: dict = field(default_factory=dict)


@dataclass
class Raw:
    """An answer of given bytes."""

    body: bytes
    content_type: str
    status: int = 200
    headers: dict = field(default_factory=dict)


def compact(value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


# ---------------------------------------------------------------------------------------------- chat completions


def chat_usage(answer: Answer) -> dict:
    return {
        "prompt_tokens": answer.input_tokens,
        "completion_tokens": answer.output_tokens,
        "total_tokens": answer.input_tokens + answer.output_tokens,
        "prompt_tokens_details": {"cached_tokens": answer.cached_tokens},
    }


def chat_document(answer: Answer, model: str) -> str:
    message = {"role": "assistant", "content": "".join(answer.text) or None, "refusal": None}
    if answer.reasoning:
        message["reasoning_content"] = "".join(answer.reasoning)
    if answer.calls:
        message["tool_calls"] = [
            {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
            for call in answer.calls
        ]
    return compact(
        {
            "id": "chatcmpl-scripted",
            "object": "chat.completion",
            "created": 1795000000,
            "model": model,
            "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": answer.finish}],
            "usage": chat_usage(answer),
        }
    )


def chat_events(answer: Answer, model: str, includes_usage: bool) -> list[str]:
    def chunk(delta, finish=None):
        return {
            "id": "chatcmpl-scripted",
            "object": "chat.completion.chunk",
            "created": 1795000000,
            "model": model,
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        }

    chunks = [chunk({"role": "assistant", "content": ""})]
    chunks += [chunk({"reasoning_content": piece}) for piece in answer.reasoning]
    chunks += [chunk({"content": piece}) for piece in answer.text]
    for index, call in enumerate(answer.calls):
        head = {"index": index, "id": call.id, "type": "function", "function": {"name": call.name, "arguments": ""}}
        chunks.append(chunk({"tool_calls": [head]}))
        chunks += [
            chunk({"tool_calls": [{"index": index, "function": {"arguments": piece}}]}) for piece in call.pieces
        ]
    chunks.append(chunk({}, answer.finish))
    if includes_usage:
        for item in chunks:
            item["usage"] = None
        chunks.append({**chunk({}), "choices": [], "usage": chat_usage(answer)})
    return [f"data: {compact(item)}\n\n" for item in chunks] + ["data: [DONE]\n\n"]


def chat_failure(failure: Failure) -> str:
    error = {"message": failure.message, "type": "scripted_error", "param": failure.param, "code": failure.code}
    return compact({"error": error})


# ------------------------------------------------------------------------------------------------------ Messages

STOP_REASONS = {"stop": "end_turn", "length": "max_tokens", "tool_calls": "tool_use", "content_filter": "refusal"}


def messages_usage(answer: Answer) -> dict:
    return {
        "input_tokens": answer.input_tokens - answer.cached_tokens,
        "cache_creation_input_tokens": 0,
        "cache_read_input_tokens": answer.cached_tokens,
        "output_tokens": answer.output_tokens,
    }


def messages_document(answer: Answer, model: str) -> str:
    content = []
    if answer.reasoning:
        content.append({"type": "thinking", "thinking": "".join(answer.reasoning), "signature": "c2lnbmVk"})
    if answer.text:
        content.append({"type": "text", "text": "".join(answer.text)})
    for call in answer.calls:
        tool_input = json.loads(call.arguments or "{}")
        content.append({"type": "tool_use", "id": call.id, "name": call.name, "input": tool_input})
    return compact(
        {
            "id": "msg_scripted",
            "type": "message",
            "role": "assistant",
            "model": model,
            "content": content,
            "stop_reason": STOP_REASONS[answer.finish],
            "stop_sequence": None,
            "usage": messages_usage(answer),
        }
    )


def messages_events(answer: Answer, model: str) -> list[str]:
    events = []

    def add(kind, **members):
        events.append(f"event: {kind}\ndata: {compact({'type': kind, **members})}\n\n")

    start = json.loads(messages_document(Answer(), model))
    start["stop_reason"] = None
    start["usage"] = {**messages_usage(answer), "output_tokens": 1}
    add("message_start", message=start)
    index = 0

    def block(opening, deltas):
        nonlocal index
        add("content_block_start", index=index, content_block=opening)
        for delta in deltas:
            add("content_block_delta", index=index, delta=delta)
        add("content_block_stop", index=index)
        index += 1

    if answer.reasoning:
        deltas = [{"type": "thinking_delta", "thinking": piece} for piece in answer.reasoning]
        deltas.append({"type": "signature_delta", "signature": "c2lnbmVk"})
        block({"type": "thinking", "thinking": "", "signature": ""}, deltas)
    if answer.text:
        block({"type": "text", "text": ""}, [{"type": "text_delta", "text": piece} for piece in answer.text])
    for call in answer.calls:
        deltas = [{"type": "input_json_delta", "partial_json": piece} for piece in call.pieces]
        block({"type": "tool_use", "id": call.id, "name": call.name, "input": {}}, deltas)
    delta = {"stop_reason": STOP_REASONS[answer.finish], "stop_sequence": None}
    add("message_delta", delta=delta, usage={"output_tokens": answer.output_tokens})
    add("message_stop")
    return events


def messages_failure(failure: Failure) -> str:
    kinds = {400: "invalid_request_error", 401: "authentication_error", 404: "not_found_error", 429: "rate_limit_error"}
    kind = kinds.get(failure.status, "api_error")
    return compact({"type": "error", "error": {"type": kind, "message": failure.message}, "request_id": "req_scripted"})


# -------------------------------------------------------------------------------------------------------- Gemini

FINISH_REASONS = {"stop": "STOP", "length": "MAX_TOKENS", "tool_calls": "STOP", "content_filter": "SAFETY"}


def gemini_usage(answer: Answer) -> dict:
    return {
        "promptTokenCount": answer.input_tokens,
        "candidatesTokenCount": answer.output_tokens,
        "totalTokenCount": answer.input_tokens + answer.output_tokens,
        "cachedContentTokenCount": answer.cached_tokens,
    }


def gemini_response(parts: list, answer: Answer, model: str, is_last: bool) -> dict:
    candidate = {"content": {"parts": parts, "role": "model"}, "index": 0}
    if is_last:
        candidate["finishReason"] = FINISH_REASONS[answer.finish]
    return {"candidates": [candidate], "usageMetadata": gemini_usage(answer), "modelVersion": model, "responseId": "r1"}


def gemini_parts(answer: Answer) -> list[dict]:
    """Each piece of text is a part; calls come whole, the first with a signature."""
    parts = [{"text": piece, "thought": True} for piece in answer.reasoning]
    parts += [{"text": piece} for piece in answer.text]
    for number, call in enumerate(answer.calls):
        part = {"functionCall": {"name": call.name, "args": json.loads(call.arguments or "{}")}}
        if number == 0:
            part["thoughtSignature"] = "c2lnK25hdHVyZS8="
        parts.append(part)
    return parts


def gemini_document(answer: Answer, model: str) -> str:
    return compact(gemini_response(gemini_parts(answer), answer, model, is_last=True))


def gemini_events(answer: Answer, model: str) -> list[str]:
    parts = gemini_parts(answer)
    responses = [gemini_response([part], answer, model, is_last=False) for part in parts]
    responses.append(gemini_response([{"text": ""}], answer, model, is_last=True))
    return [f"data: {compact(response)}\r\n\r\n" for response in responses]


def gemini_failure(failure: Failure) -> str:
    names = {400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 404: "NOT_FOUND", 429: "RESOURCE_EXHAUSTED"}
    status = names.get(failure.status, "INTERNAL")
    return compact({"error": {"code": failure.status, "message": failure.message, "status": status}})
