// SPDX-License-Identifier: Apache-2.0

import Testing

/// All tests that open descriptors, one after the other: some look at the descriptors of the process.
@Suite(.serialized, .mayBlock, .timeLimit(.minutes(1)))
struct SocketTests {}
