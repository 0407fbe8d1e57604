"""A provider of all three dialects whose answers a test writes down.

Each test asks for a model name of its own, and gives it answers; the name is what a request is known by. So tests do not
meet, and nothing is shared but the port.
"""

import json
import select
import threading
import uuid
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

import answers
from answers import Answer, Failure, Raw


@dataclass
class Request:
    """A request as the provider got it."""

    path: str
    query: str
    headers: dict
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


class Script:
    """The answers of one model, and the requests that asked for them; the last answer repeats."""

    def __init__(self, model: str, given: list):
        self.model = model
        self.answers = given
        self.requests: list[Request] = []
        # Set when the peer has left before the end of an answer.
        self.was_left = threading.Event()

    @property
    def request(self) -> Request:
        assert self.requests, f"nobody asked for {self.model}"
        return self.requests[-1]

    def take(self, request: Request):
        self.requests.append(request)
        return self.answers[min(len(self.requests), len(self.answers)) - 1]


class Upstream:
    """The provider, on a free port of the loopback interface."""

    def __init__(self):
        self.scripts: dict[str, Script] = {}
        upstream = self

        class Handler(UpstreamHandler):
            scripts = upstream.scripts

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 1024

            def handle_error(self, request, client_address):
                # A peer that leaves is what some tests are about.
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def script(self, *given) -> Script:
        """Gives answers to a model that nobody else asks for."""
        script = Script(f"m-{uuid.uuid4().hex[:12]}", list(given))
        self.scripts[script.model] = script
        return script


class UpstreamHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    scripts: dict[str, Script] = {}

    def log_message(self, *_):
        pass

    def do_GET(self):
        path = urlsplit(self.path).path
        if path.startswith("/v1beta/models"):
            body = {"models": [{"name": "models/gemini-scripted", "supportedGenerationMethods": ["generateContent"]}]}
        elif "anthropic-version" in self.headers:
            body = {"data": [{"type": "model", "id": "claude-scripted", "created_at": "2026-01-01T00:00:00Z"}]}
        else:
            body = {"object": "list", "data": [{"id": "org/scripted", "object": "model", "created": 1, "owned_by": "o"}]}
        self.send(200, json.dumps(body).encode(), "application/json")

    def do_POST(self):
        url = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        request = Request(url.path, url.query, {k.lower(): v for k, v in self.headers.items()}, body)
        if url.path.startswith("/v1beta/models/"):
            model, _, method = unquote(url.path.removeprefix("/v1beta/models/")).partition(":")
        else:
            model, method = request.json["model"], ""
        script = self.scripts.get(model)
        if script is None:
            return self.send(404, answers.chat_failure(Failure(404, f"no script for {model}")).encode(), "application/json")
        answer = script.take(request)
        if isinstance(answer, Raw):
            return self.send(answer.status, answer.body, answer.content_type, answer.headers)
        if callable(answer):
            return self.send(200, answers.compact(answer(request)).encode(), "application/json")
        if url.path.endswith("/messages"):
            is_stream = request.json.get("stream", False)
            document, events, failure = answers.messages_document, answers.messages_events, answers.messages_failure
        elif method:
            is_stream = method == "streamGenerateContent"
            document, events, failure = answers.gemini_document, answers.gemini_events, answers.gemini_failure
        else:
            is_stream = request.json.get("stream", False)
            includes_usage = bool((request.json.get("stream_options") or {}).get("include_usage"))
            document, failure = answers.chat_document, answers.chat_failure

            def events(answer, model):
                return answers.chat_events(answer, model, includes_usage)

        if isinstance(answer, Failure):
            return self.send(answer.status, failure(answer).encode(), "application/json", answer.headers)
        if not is_stream:
            return self.send(200, document(answer, model).encode(), "application/json")
        self.send_stream(script, answer, events(answer, model), failure)

    def send(self, status: int, body: bytes, content_type: str, headers: "dict | None" = None):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def send_stream(self, script: Script, answer: Answer, events: list[str], failure):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for index, event in enumerate(events):
            if answer.gate is not None and index == answer.gate_before:
                assert answer.gate.wait(60), "nobody has opened the gate"
            if answer.breaks_after is not None and index == answer.breaks_after:
                if answer.breaks_by == "error":
                    data = failure(Failure(529, "scripted failure in mid-stream"))
                    name = "event: error\n" if "/messages" in self.path else ""
                    self.send_chunk(f"{name}data: {data}\n\n")
                self.close_connection = True
                return
            self.send_chunk(event)
            if answer.is_endless and index == 2:
                while not self.peer_has_left(0.02):
                    self.send_chunk(event)
                script.was_left.set()
                self.close_connection = True
                return
        self.wfile.write(b"0\r\n\r\n")

    def send_chunk(self, text: str):
        data = text.encode()
        self.wfile.write(b"%x\r\n%b\r\n" % (len(data), data))

    def peer_has_left(self, seconds: float) -> bool:
        readable, _, _ = select.select([self.connection], [], [], seconds)
        return bool(readable) and self.connection.recv(1, 2) == b""
