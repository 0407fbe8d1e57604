// SPDX-License-Identifier: Apache-2.0

import Testing

/// The gateway behind every web server that there is a page for, each started with what `llm-gateway print-config` prints.
///
/// Streams take their time while nobody computes, so that the tests of all servers run at once.
@Suite(.servers(environment: ["SECRET_TOKEN": CallerKey.value, "GATEWAY_IDLE_TIMEOUT": "300"]))
struct WebServerTests {}
