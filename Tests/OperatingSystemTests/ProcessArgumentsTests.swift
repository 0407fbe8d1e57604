// SPDX-License-Identifier: Apache-2.0

import OperatingSystem
import Testing

struct ProcessArgumentsTests {
    @Test func theyAreThoseThatTheKernelTells() throws {
        let arguments = try #require(ProcessArguments.all)
        #expect(arguments == CommandLine.arguments)
        #expect(arguments.count > 1)
    }
}
