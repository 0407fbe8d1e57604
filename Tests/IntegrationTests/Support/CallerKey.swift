// SPDX-License-Identifier: Apache-2.0

/// The SECRET_TOKEN of the suites that have one.
enum CallerKey {
    static let value = "integration-s3cret-t0ken-42"
}
