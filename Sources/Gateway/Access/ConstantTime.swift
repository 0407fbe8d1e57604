// SPDX-License-Identifier: Apache-2.0

/// Comparison whose time tells nothing of the secret.
enum ConstantTime {
    /// Compares what came with what is expected, in a time that depends on the length of what came alone.
    static func equal(_ given: some Collection<UInt8>, _ expected: some Collection<UInt8>) -> Bool {
        let expected = Array(expected)
        guard !expected.isEmpty else { return false }
        var difference = given.count ^ expected.count
        var position = 0
        for byte in given {
            difference |= Int(byte ^ expected[position])
            position = position + 1 == expected.count ? 0 : position + 1
        }
        return difference == 0
    }
}
