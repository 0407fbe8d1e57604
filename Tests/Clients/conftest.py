"""The release gateway behind nginx, for all tests: `openai`, `anthropic` and `google` are the scripted provider, `local`
is the simulator."""

import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from upstream import Upstream  # noqa: E402

KEY = "the-key-of-the-gateway"
# One of each dialect.
PROVIDERS = ["openai", "anthropic", "google"]

# A test must not leave the machine, and must not be told where to go by the machine's own settings.
for name in list(os.environ):
    if name.lower().endswith("_proxy") or name.endswith("_API_KEY") or name.endswith("_BASE_URL"):
        del os.environ[name]
os.environ["OPENAI_API_KEY"] = KEY
os.environ["OPENAI_AGENTS_DISABLE_TRACING"] = "1"
os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture(scope="session")
def upstream():
    return Upstream()


@pytest.fixture(scope="session")
def base_url(upstream, tmp_path_factory):
    """The URL that an OpenAI client is given."""
    directory = tmp_path_factory.mktemp("gateway")
    log_path = directory / "run.log"
    port = free_port()
    simulator = subprocess.Popen(
        [ROOT / ".build/release/provider-simulator", "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, text=True
    )
    address = simulator.stdout.readline().removeprefix("listening on ").strip()
    provider = f"http://127.0.0.1:{upstream.port}"
    environment = {
        **os.environ,
        "PORT": str(port),
        "SIMULATOR": "off",
        "SECRET_TOKEN": KEY,
        "OPENAI_API_KEY": "key-of-openai",
        "OPENAI_BASE_URL": f"{provider}/v1",
        "ANTHROPIC_API_KEY": "key-of-anthropic",
        "ANTHROPIC_BASE_URL": provider,
        "GOOGLE_API_KEY": "key-of-google",
        "GOOGLE_BASE_URL": f"{provider}/v1beta",
        "LOCAL_BASE_URL": f"http://{address}/v1",
    }
    with open(log_path, "w") as log:
        process = subprocess.Popen(
            [ROOT / "scripts/run.sh"], env=environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        url = f"http://127.0.0.1:{port}/v1"
        deadline = time.monotonic() + 60
        while True:
            request = urllib.request.Request(f"{url}/models", headers={"Authorization": f"Bearer {KEY}"})
            try:
                with urllib.request.urlopen(request, timeout=10):
                    break
            except (urllib.error.URLError, OSError):
                assert process.poll() is None and time.monotonic() < deadline, log_path.read_text()
                time.sleep(0.1)
        yield url
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        simulator.terminate()
        simulator.wait(30)


@pytest.fixture(params=PROVIDERS)
def provider(request):
    return request.param
