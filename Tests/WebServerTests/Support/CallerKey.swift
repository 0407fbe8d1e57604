// SPDX-License-Identifier: Apache-2.0

/// The SECRET_TOKEN of the gateways that have one.
enum CallerKey {
    static let value = "web-server-s3cret-t0ken-42"
    static let header = (name: "X-API-Key", value: value)
}
