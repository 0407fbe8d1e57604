// SPDX-License-Identifier: Apache-2.0

import Testing

/// Everything together: nginx, the gateway, and a simulator in the provider's place.
///
/// One test after the other: they start processes, and some of them measure.
@Suite(.serialized) struct IntegrationTests {}
